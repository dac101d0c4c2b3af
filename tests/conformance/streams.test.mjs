// graphql-sse in distinct connections mode, as the reference client of the same name speaks it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { httpAddress, run, tokenOf } from './server.mjs';

const client = (token) =>
  createClient({
    url: httpAddress,
    retryAttempts: 0,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });

/** All results of an operation, to its end. */
async function all(connected, payload) {
  const results = [];
  for await (const result of connected.iterate(payload)) results.push(result);
  return results;
}

test('a query runs over a stream and completes', async () => {
  const results = await all(client(await tokenOf('agent-li')), { query: '{ viewer { role } }' });

  assert.deepEqual(results.map(({ data }) => data), [{ viewer: { role: 'AGENT' } }]);
});

test('a mutation runs over a stream and completes', async () => {
  const [{ data }] = await all(client(await tokenOf('agent-li')), {
    query: 'mutation { clientCreate(input: { fullName: "", phone: "1", consentOn: "2026-01-01" }) { errors { __typename } } }',
  });

  assert.equal(data.clientCreate.errors[0].__typename, 'InvalidInput');
});

test('a document that is not valid is told as a result', async () => {
  const [{ data, errors }] = await all(client(await tokenOf('agent-li')), { query: '{ nothing }' });

  assert.equal(data, undefined);
  assert.equal(errors.length, 1);
});

test('without a token a subscription is refused as a result', async () => {
  const [{ errors }] = await all(client(), { query: 'subscription { dealAlerts { __typename } }' });

  assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
});

test('a deal alert follows its mutation, and a stream goes on where another stopped', async () => {
  const token = await tokenOf('agent-li');
  const { deals } = await run(
    '{ deals(first: 50) { nodes { id stage tasks(first: 50, where: { status: { eq: OPEN } }) { nodes { id stage } } } } }',
    {},
    token,
  );
  // The last one: sockets.test.mjs, which runs at the same time, completes the first ones.
  const { id: taskId } = deals.nodes.flatMap(({ stage, tasks }) => tasks.nodes.filter((task) => task.stage === stage)).at(-1);
  const connected = client(token);
  const subscription = (after) => ({
    query: `subscription { dealAlerts(after: "${after}") { ... on DealAlert { sequence task { id } } } }`,
  });

  const { dealTaskComplete } = await run(
    'mutation ($input: DealTaskCompleteInput!) { dealTaskComplete(input: $input) { errors { __typename } sequence } }',
    { input: { taskId } },
    token,
  );
  assert.deepEqual(dealTaskComplete.errors, []);
  const alert = await first(connected, subscription(0), (item) => item.task?.id === taskId);
  const again = await first(connected, subscription(alert.sequence - 1), () => true);

  assert.equal(alert.sequence, dealTaskComplete.sequence);
  assert.deepEqual(again, alert);
  connected.dispose();
});

/** The first alert that is asked for. */
async function first(connected, payload, wanted) {
  for await (const { data } of connected.iterate(payload)) {
    if (wanted(data.dealAlerts)) return data.dealAlerts;
  }
}
