// Signatures as the reference library standardwebhooks verifies them, of messages as a receiver gets them.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { run, tokenOf } from './server.mjs';

const received = [];
let wake = () => {};
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  received.push({ body, headers: request.headers });
  response.writeHead(204).end();
  wake();
});

before(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
after(() => receiver.close());

/** The message at a place, once it has come. */
async function messageAt(place) {
  while (received.length <= place) await new Promise((come) => (wake = come));
  return received[place];
}

const change = (mutation, id, selection, token) =>
  run(`mutation($id: ID!) { ${mutation}(input: { webhookEndpointId: $id }) { ${selection} } }`, { id }, token).then((data) => data[mutation]);

test('messages are verified with the old and the new secret while a rotation overlaps, and altered ones with none', async () => {
  const token = await tokenOf('integrator-east');
  const made = await run(
    'mutation($url: String!, $document: String!) { webhookCreate(input: { url: $url, document: $document }) { webhookEndpoint { id } secret errors { ... on UserError { message } } } }',
    {
      url: `http://127.0.0.1:${receiver.address().port}/`,
      document: 'subscription { dealAlerts { ... on StreamItem { sequence } ... on DealAlert { kind deal { id } } } }',
    },
    token,
  );
  assert.deepEqual(made.webhookCreate.errors, []);
  const { secret: first, webhookEndpoint: { id } } = made.webhookCreate;
  const sent = 'webhookDelivery { kind delivered statusCode failure } errors { ... on UserError { message } }';
  const arrived = { webhookDelivery: { kind: 'TEST', delivered: true, statusCode: 204, failure: null }, errors: [] };

  assert.deepEqual(await change('webhookTest', id, sent, token), arrived);
  const one = await messageAt(0);
  assert.equal(new Webhook(first).verify(one.body, one.headers).type, 'webhook.test');
  assert.throws(() => new Webhook(first).verify(one.body.replace('test', 'tent'), one.headers));
  assert.throws(() => new Webhook(first).verify(one.body, { ...one.headers, 'webhook-id': 'msg_other' }));

  const { secret: second } = await change('webhookSecretRotate', id, 'secret', token);
  assert.throws(() => new Webhook(second).verify(one.body, one.headers));
  assert.deepEqual(await change('webhookTest', id, sent, token), arrived);
  const both = await messageAt(1);
  for (const secret of [first, second]) new Webhook(secret).verify(both.body, both.headers);
  assert.equal(both.headers['webhook-signature'].split(' ').length, 2);

  await change('webhookDelete', id, 'webhookEndpoint { state }', token);
});
