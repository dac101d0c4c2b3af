// schema.graphql is what graphql-js takes, what introspection tells, and what the first tabs of GraphiQL are written against.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { buildClientSchema, buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { firstLook, followDeals } from '../../src/Server/GraphiQL/page/firstTabs.js';
import { run, tokenOf } from './server.mjs';

const sdl = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8').catch(() => '');

test('buildSchema takes schema.graphql', () => {
  const schema = buildSchema(sdl);

  assert.deepEqual(
    ['agents', 'clients', 'deals', 'listings', 'reports'].filter((field) => !schema.getQueryType().getFields()[field]),
    [],
  );
});

test('introspection gives a client its schema', async () => {
  const served = buildClientSchema(await run(getIntrospectionQuery(), {}, await tokenOf('ops-ma')));

  // What a franchise has of its own is not for those above it.
  const ofBrand = Object.keys(buildSchema(sdl).getQueryType().getFields()).filter((field) => field !== 'customFields');
  assert.deepEqual(Object.keys(served.getQueryType().getFields()).sort(), ofBrand.sort());
});

for (const [tab, document] of Object.entries({ firstLook, followDeals })) {
  test(`the tab ${tab} of GraphiQL is valid`, () => {
    assert.deepEqual(validate(buildSchema(sdl), parse(document)), []);
  });
}

test('the first query of GraphiQL finds something', async () => {
  const { viewer, listings } = await run(firstLook, {}, await tokenOf('agent-li'));

  assert.equal(viewer.role, 'AGENT');
  assert.equal(listings.nodes.length, 5);
});
