// schema.graphql is what graphql-js takes, what the server serves, and what GraphiQL's first query is written against.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, parse, printSchema, validate } from 'graphql';
import { defaultQuery } from '../../src/Server/GraphiQL/page/defaultQuery.js';
import { run, tokenOf } from './server.mjs';

const sdl = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8').catch(() => '');

test('buildSchema takes schema.graphql', () => {
  const schema = buildSchema(sdl);

  assert.deepEqual(
    ['agents', 'clients', 'deals', 'listings', 'reports'].filter((field) => !schema.getQueryType().getFields()[field]),
    [],
  );
});

test('the server serves the schema of schema.graphql', async () => {
  const served = buildClientSchema(await run(getIntrospectionQuery({ inputValueDeprecation: true }), {}, await tokenOf('ops-ma')));

  const plain = (schema) => printSchema(lexicographicSortSchema(schema));
  assert.equal(plain(served), plain(buildSchema(sdl)));
});

test('the first query of GraphiQL is valid', () => {
  assert.deepEqual(validate(buildSchema(sdl), parse(defaultQuery)), []);
});

test('the first query of GraphiQL finds something', async () => {
  const { viewer, listings } = await run(`${defaultQuery.split('# Keep')[0]}`, {}, await tokenOf('agent-li'));

  assert.equal(viewer.role, 'AGENT');
  assert.equal(listings.nodes.length, 5);
});
