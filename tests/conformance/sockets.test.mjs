// graphql-transport-ws, as the reference client graphql-ws speaks it, and the close codes as a bare socket sees them.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { run, socketAddress, tokenOf } from './server.mjs';

const subprotocol = 'graphql-transport-ws';

const client = (token) =>
  createClient({
    url: socketAddress,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token && { authorization: `Bearer ${token}` },
  });

/** The first result of an operation. */
async function first(connected, payload) {
  for await (const result of connected.iterate(payload)) return result;
}

test('a query runs over the socket', async () => {
  const connected = client(await tokenOf('agent-li'));

  const { data } = await first(connected, { query: '{ viewer { role } }' });

  assert.deepEqual(data, { viewer: { role: 'AGENT' } });
  await connected.dispose();
});

test('a document that is not valid is an error of its operation', async () => {
  const connected = client(await tokenOf('agent-li'));

  await assert.rejects(first(connected, { query: '{ nothing }' }), (errors) => Array.isArray(errors) && errors.length === 1);
  await connected.dispose();
});

test('without a token a subscription is refused', async () => {
  const connected = client();

  await assert.rejects(
    first(connected, { query: 'subscription { dealAlerts { __typename } }' }),
    (errors) => errors[0].extensions.code === 'UNAUTHENTICATED',
  );
  await connected.dispose();
});

test('a forged token closes with 4403', async () => {
  await assert.rejects(first(client('a.b.c'), { query: '{ __typename }' }), (close) => close.code === 4403);
});

test('a deal alert follows its mutation within a second', async () => {
  const token = await tokenOf('agent-li');
  const connected = client(token);
  const { deals } = await run(
    '{ deals(first: 50) { nodes { id stage tasks(first: 50, where: { status: { eq: OPEN } }) { nodes { id stage } } } } }',
    {},
    token,
  );
  const [warmUp, measured] = deals.nodes.flatMap(({ id, stage, tasks }) =>
    tasks.nodes.filter((task) => task.stage === stage).map((task) => ({ deal: id, task: task.id })),
  );
  // From the beginning of the log, so that it does not matter which is first, the stream or the event.
  const alerts = connected.iterate({
    query: `subscription {
      dealAlerts(after: "0") { ... on DealAlert { kind sequence deal { id } task { id status } } }
    }`,
  });

  await completed(warmUp, alerts, token);
  const started = performance.now();
  const { sequence, alert } = await completed(measured, alerts, token);
  const waited = performance.now() - started;

  assert.deepEqual(alert, {
    kind: 'TASK_COMPLETED',
    sequence,
    deal: { id: measured.deal },
    task: { id: measured.task, status: 'DONE' },
  });
  assert.ok(waited < 1000, `${waited} ms`);
  await connected.dispose();
});

/** Completes a task and waits for the alert that this causes. */
async function completed({ task }, alerts, token) {
  const { dealTaskComplete } = await run(
    'mutation ($input: DealTaskCompleteInput!) { dealTaskComplete(input: $input) { errors { __typename } sequence } }',
    { input: { taskId: task } },
    token,
  );
  assert.deepEqual(dealTaskComplete.errors, []);
  for (;;) {
    const { value } = await alerts.next();
    const alert = value.data.dealAlerts;
    if (alert.task?.id === task) return { sequence: dealTaskComplete.sequence, alert };
  }
}

/** Sends messages one after another and gives the code the socket closes with. */
function closeCode(messages, { protocol = subprotocol } = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketAddress, protocol);
    socket.on('open', () => messages.forEach((message) => socket.send(message)));
    socket.on('close', resolve);
    socket.on('error', reject);
  });
}

const init = '{"type":"connection_init"}';
const subscribe = (id, query) => JSON.stringify({ type: 'subscribe', id, payload: { query } });

test('4400: a message that is none', async () => assert.equal(await closeCode([init, 'not json']), 4400));

test('4401: a subscription before the init', async () => assert.equal(await closeCode([subscribe('1', '{ __typename }')]), 4401));

test('4406: another subprotocol', async () => assert.equal(await closeCode([], { protocol: 'graphql-ws' }), 4406));

test('4408: no init in time', async () => assert.equal(await closeCode([]), 4408));

test('4409: a subscriber whose id is taken', async () => {
  const payload = { authorization: `Bearer ${await tokenOf('agent-li')}` };
  const alerts = subscribe('1', 'subscription { dealAlerts { __typename } }');

  assert.equal(await closeCode([JSON.stringify({ type: 'connection_init', payload }), alerts, alerts]), 4409);
});

test('4429: a second init', async () => assert.equal(await closeCode([init, init]), 4429));
