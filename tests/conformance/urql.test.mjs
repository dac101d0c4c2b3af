// urql with graphcache: a normalised cache that knows the schema, Relay pages, and subscriptions as server-sent events.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-sse';
import { agentOf, alerts, completeTask, countedFetch, listingPage, ownListings, reprice, shown } from './dealWork.mjs';
import { httpAddress, run, tokenOf } from './server.mjs';

const token = await tokenOf('agent-wang');
const schema = await run(getIntrospectionQuery({ descriptions: false }), {}, token);

/** Types without an id have no place of their own in the cache; graphcache wants to be told which. */
const keys = Object.fromEntries(
  schema.__schema.types
    .filter(({ kind, name, fields }) => kind === 'OBJECT' && !name.startsWith('__') && !fields.some((field) => field.name === 'id'))
    .map(({ name }) => [name, () => null]),
);

function urql() {
  const { fetcher, operations } = countedFetch(token);
  const events = createClient({ url: httpAddress, retryAttempts: 0, headers: { authorization: `Bearer ${token}` } });
  const warnings = [];
  const client = new Client({
    url: httpAddress,
    fetch: fetcher,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({ schema, keys, resolvers: { Query: { listings: relayPagination() } }, logger: (severity, message) => severity !== 'debug' && warnings.push(message) }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({ subscribe: (sink) => ({ unsubscribe: events.subscribe({ query, variables }, sink) }) }),
      }),
    ],
  });
  return { client, operations, warnings, events };
}

/** Waits for a result of a query or subscription that goes on. */
const state = (source, isWanted) =>
  shown((next, fail) => {
    const { unsubscribe } = source.subscribe(({ data, error }) => (error ? fail(error) : next(data)));
    return unsubscribe;
  }, isWanted);

const own = `query Own { viewer { agent { id listings(first: 5, where: { status: { eq: ACTIVE } }, order: [{ createdAt: ASC }]) { nodes { id listPrice version } } } } }`;

test('urql: the answer of a mutation changes the list that a query shows', async () => {
  const { client, operations, warnings } = urql();
  const [{ id, listPrice, version }] = await ownListings(token);
  const rows = ({ viewer }) => viewer.agent.listings.nodes;
  const before = state(client.query(own, {}), () => true);
  assert.equal(rows(await before)[0].listPrice, listPrice);

  const changed = state(client.query(own, {}), (data) => rows(data)[0].listPrice !== listPrice);
  const { data } = await client
    .mutation(reprice, { input: { listingId: id, listPrice: listPrice + 10_000, expectedVersion: version } })
    .toPromise();

  assert.deepEqual(data.listingReprice.errors, []);
  assert.equal(rows(await changed)[0].listPrice, listPrice + 10_000);
  assert.deepEqual(await changed, await run(own, {}, token));
  assert.deepEqual(operations, ['Own', 'Reprice']);
  assert.deepEqual(warnings, []);
});

test('urql: relayPagination puts pages together without repeats', async () => {
  const { client, operations, warnings } = urql();
  const agent = await agentOf(token);
  let after = null;
  let data;

  for (let page = 0; page < 3; page++) {
    ({ data } = await client.query(listingPage, { agent, first: 4, after }).toPromise());
    after = data.listings.pageInfo.endCursor;
  }

  const { listings } = await run(listingPage, { agent, first: 12 }, token);
  assert.deepEqual(data.listings.edges.map(({ node }) => node), listings.edges.map(({ node }) => node));
  assert.equal(new Set(data.listings.edges.map(({ node }) => node.id)).size, 12);
  assert.equal(data.listings.pageInfo.hasNextPage, true);
  assert.deepEqual(operations, ['Listings', 'Listings', 'Listings']);
  assert.deepEqual(warnings, []);
});

test('urql: a refusal is a member of its union, read through its interface', async () => {
  const { client, warnings } = urql();
  const [, { id, listPrice, version }] = await ownListings(token);

  const { data, error } = await client
    .mutation(reprice, { input: { listingId: id, listPrice: 1_000_000, expectedVersion: version + 7 } })
    .toPromise();

  assert.equal(error, undefined);
  const [refusal] = data.listingReprice.errors;
  assert.deepEqual(refusal, {
    __typename: 'StaleListing',
    code: 'STALE_VERSION',
    message: refusal.message,
    path: ['expectedVersion'],
    currentVersion: version,
    current: { id, listPrice },
  });
  assert.deepEqual((await ownListings(token))[1], { id, listPrice, version });
  assert.deepEqual(warnings, []);
});

test('urql: an error of the request carries its code', async () => {
  const { error } = await urql().client.query('query Bad { listings(after: "no cursor") { nodes { id } } }', {}).toPromise();

  assert.deepEqual(error.graphQLErrors.map(({ extensions }) => extensions.code), ['CURSOR_MISMATCH']);
});

test('urql: a subscription over server-sent events changes what a query shows', async () => {
  const { client, events, warnings } = urql();
  const task = 'query Task($id: ID!) { node(id: $id) { __typename id ... on DealTask { status } } }';
  const { id, sequence } = await completeTask(token);

  const { dealAlerts } = await state(client.subscription(alerts, { after: String(sequence - 1) }), () => true);
  const cached = await client.query(task, { id }, { requestPolicy: 'cache-first' }).toPromise();

  const { position } = dealAlerts;
  assert.deepEqual(dealAlerts, {
    __typename: 'DealAlert',
    sequence,
    position,
    kind: 'TASK_COMPLETED',
    task: { id, status: 'DONE' },
  });
  assert.deepEqual(cached.data, await run(task, { id }, token));
  assert.deepEqual(warnings, []);
  events.dispose();
});
