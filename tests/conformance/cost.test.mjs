// What an operation costs: the price made out of schema.graphql alone is the server's, to the point, and what the server says an answer cost is what
// is in it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { httpAddress, run, tokenOf } from './server.mjs';
import { operationOf, randomOf } from './operations.mjs';
import { price } from './price.mjs';

const operations = Number(process.env.LINTEL_COST_OPERATIONS ?? 1000);
const roots = ['listings', 'clients', 'deals', 'agents', 'offices', 'communities', 'showings', 'reports', 'node', 'nodes', 'viewer', 'graphVersion'];
const schema = buildSchema(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8').catch(() => 'type Query { a: Int }'));

async function send(body, token, headers = {}) {
  const response = await fetch(httpAddress, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function someIds(token) {
  const { listings, deals, agents } = await run(
    '{ listings(first: 3) { nodes { id } } deals(first: 3) { nodes { id } } agents(first: 3) { nodes { id } } }',
    {},
    token,
  );
  return [listings, deals, agents].flatMap(({ nodes }) => nodes.map(({ id }) => id));
}

test(`${operations} operations have the price that schema.graphql says`, async () => {
  const token = await tokenOf('ops-ma');
  const ids = await someIds(token);
  const random = randomOf(20261128);
  let dearer = 0;
  for (let i = 0; i < operations; i++) {
    const operation = operationOf(schema, roots, ids, random);
    const document = parse(operation.query);
    const wrong = validate(schema, document);
    assert.deepEqual(wrong, [], operation.query);
    const answer = await send(operation, token, { 'graphql-validate-only': '1' });
    const requested = price(schema, document, operation.variables);
    assert.equal(answer.extensions?.cost?.requested, requested, `${JSON.stringify(operation)} ${JSON.stringify(answer.errors)}`);
    dearer += requested > 100 ? 1 : 0;
  }
  assert.ok(dearer * 3 > operations, `${dearer} of ${operations} cost more than 100 points`);
});

test('an answer costs what is in it, and never more than its price', async () => {
  const token = await tokenOf('ops-ma');
  const ids = await someIds(token);
  const random = randomOf(28112026);
  let ran = 0;
  for (let i = 0; i < 200; i++) {
    const operation = operationOf(schema, roots, ids, random);
    const document = parse(operation.query);
    const requested = price(schema, document, operation.variables);
    if (requested > 2_000) continue;
    const { data, errors, extensions } = await send(operation, token);
    if (errors) continue;
    assert.equal(extensions.cost.requested, requested, JSON.stringify(operation));
    assert.equal(extensions.cost.actual, Math.min(requested, price(schema, document, operation.variables, data)), JSON.stringify(operation));
    ran++;
  }
  assert.ok(ran > 50, `${ran} ran`);
});

test('the worked example of docs/cost.md', async () => {
  const page = await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8');
  const [, query] = page.match(/```graphql\n(query [\s\S]*?)```/);
  const [, variables] = page.match(/```json\n([\s\S]*?)```/);
  const [, total] = page.match(/\*\*([\d,]+) points\*\*/);
  const expected = Number(total.replaceAll(',', ''));

  assert.equal(price(schema, parse(query), JSON.parse(variables)), expected);
  const answer = await send({ query, variables: JSON.parse(variables) }, await tokenOf('ops-ma'), { 'graphql-validate-only': '1' });
  assert.deepEqual(Object.keys(answer), ['extensions']);
  assert.equal(answer.extensions.cost.requested, expected);
});

test('a mutation that is only priced does nothing', async () => {
  const token = await tokenOf('agent-li');
  const query = 'mutation { clientCreate(input: { fullName: "只算不做", phone: "13900000001", consentOn: "2026-01-01" }) { client { id } errors { __typename } } }';
  const answer = await send({ query }, token, { 'graphql-validate-only': '1' });

  assert.equal(answer.data, undefined);
  assert.equal(answer.extensions?.cost.requested ?? JSON.stringify(answer), price(schema, parse(query)));
  const { clients } = await run('{ clients(where: { phone: { eq: "13900000001" } }) { totalCount } }', {}, token);
  assert.equal(Number(clients.totalCount), 0);
});
