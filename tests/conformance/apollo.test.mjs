// Apollo Client with its usual settings: a normalised cache, Relay pages, graphql-ws, and unions told apart by introspection.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { agentOf, alerts, completeTask, countedFetch, listingPage, ownListings, reprice, shown } from './dealWork.mjs';
import { httpAddress, run, socketAddress, tokenOf } from './server.mjs';

const token = await tokenOf('agent-zhao');
const possibleTypes = await possibleTypesOf(token);

/** Apollo's own recipe: each interface and union with its members, as introspection tells them. */
async function possibleTypesOf(token) {
  const { __schema } = await run('{ __schema { types { kind name possibleTypes { name } } } }', {}, token);
  return Object.fromEntries(
    __schema.types.filter((type) => type.possibleTypes).map((type) => [type.name, type.possibleTypes.map((member) => member.name)]),
  );
}

function apollo(types = possibleTypes) {
  const { fetcher, operations } = countedFetch(token);
  const cache = new InMemoryCache({
    possibleTypes: types,
    typePolicies: { Query: { fields: { listings: relayStylePagination(['where', 'order']) } } },
  });
  return { client: new ApolloClient({ link: new HttpLink({ uri: httpAddress, fetch: fetcher }), cache }), operations };
}

/** Waits for a state of a watched query. */
const state = (watched, isWanted) =>
  shown((next, fail) => {
    const subscription = watched.subscribe({ next: ({ data, error }) => (error ? fail(error) : next(data)), error: fail });
    return () => subscription.unsubscribe();
  }, isWanted);

test('Apollo: the answer of a mutation changes the list that a query shows', async () => {
  const { client, operations } = apollo();
  const [{ id, listPrice, version }] = await ownListings(token);
  const listPriceNow = listPrice + 10_000;
  const watched = client.watchQuery({
    query: gql`query Own { viewer { agent { id listings(first: 5, where: { status: { eq: ACTIVE } }, order: [{ createdAt: ASC }]) { nodes { id listPrice version } } } } }`,
  });
  const rows = (data) => data.viewer.agent.listings.nodes;
  assert.equal(rows(await state(watched, () => true))[0].listPrice, listPrice);

  const changed = state(watched, (data) => rows(data)[0].listPrice !== listPrice);
  const { data } = await client.mutate({
    mutation: gql(reprice),
    variables: { input: { listingId: id, listPrice: listPriceNow, expectedVersion: version } },
  });

  assert.deepEqual(data.listingReprice.errors, []);
  assert.deepEqual(plain(rows(await changed)[0]), { id, listPrice: listPriceNow, version: data.listingReprice.listing.version });
  assert.deepEqual(plain(rows(await changed)), (await run(
    '{ viewer { agent { listings(first: 5, where: { status: { eq: ACTIVE } }, order: [{ createdAt: ASC }]) { nodes { id listPrice version } } } } }',
    {},
    token,
  )).viewer.agent.listings.nodes);
  assert.deepEqual(operations, ['Own', 'Reprice']);
});

test('Apollo: relayStylePagination puts pages together without repeats', async () => {
  const { client, operations } = apollo();
  const agent = await agentOf(token);
  const watched = client.watchQuery({ query: gql(listingPage), variables: { agent, first: 4 } });
  let data = await state(watched, () => true);

  for (let count = 8; count <= 12; count += 4) {
    const whole = state(watched, ({ listings }) => listings.edges.length === count);
    await watched.fetchMore({ variables: { after: data.listings.pageInfo.endCursor } });
    data = await whole;
  }

  const { listings } = await run(listingPage, { agent, first: 12 }, token);
  assert.deepEqual(plain(data.listings.edges.map(({ node }) => node)), listings.edges.map(({ node }) => node));
  assert.equal(new Set(data.listings.edges.map(({ node }) => node.id)).size, 12);
  assert.equal(data.listings.pageInfo.hasNextPage, true);
  assert.deepEqual(operations, ['Listings', 'Listings', 'Listings']);
});

test('Apollo: a page by page connection ends where the server says', async () => {
  const { client } = apollo();
  const query = `query Deals($after: String) {
    deals(first: 5, after: $after, order: [{ createdAt: ASC }]) { edges { cursor node { id dealNumber price stage } } pageInfo { hasNextPage endCursor } }
  }`;
  client.cache.policies.addTypePolicies({ Query: { fields: { deals: relayStylePagination(['order']) } } });
  const watched = client.watchQuery({ query: gql(query) });
  let data = await state(watched, () => true);

  while (data.deals.pageInfo.hasNextPage) {
    const { endCursor } = data.deals.pageInfo;
    const next = state(watched, ({ deals }) => deals.pageInfo.endCursor !== endCursor);
    await watched.fetchMore({ variables: { after: endCursor } });
    data = await next;
  }

  const { deals } = await run('{ deals(first: 100, order: [{ createdAt: ASC }]) { totalCount nodes { id dealNumber price stage } } }', {}, token);
  assert.deepEqual(plain(data.deals.edges.map(({ node }) => node)), deals.nodes);
  assert.equal(data.deals.edges.length, deals.totalCount);
});

test('Apollo: a refusal is a member of its union, and fragments on its interface match', async () => {
  const { client } = apollo();
  const [, { id, listPrice, version }] = await ownListings(token);
  const input = { listingId: id, listPrice: 1_000_000, expectedVersion: version + 7 };

  const { data, error } = await client.mutate({ mutation: gql(reprice), variables: { input } });

  assert.equal(error, undefined);
  assert.equal(data.listingReprice.listing, null);
  assert.deepEqual(
    plain(data.listingReprice.errors, { keepTypes: true }),
    [{
      __typename: 'StaleListing',
      code: 'STALE_VERSION',
      message: data.listingReprice.errors[0].message,
      path: ['expectedVersion'],
      currentVersion: version,
      current: { __typename: 'Listing', id, listPrice },
    }],
  );
  assert.deepEqual((await ownListings(token))[1], { id, listPrice, version });
});

test('Apollo: the cache gives nodes of several types back through their interface', async () => {
  const { client, operations } = apollo();
  const { deals, listings } = await run('{ deals(first: 1) { nodes { id } } listings(first: 1) { nodes { id } } }', {}, token);
  const ids = [deals.nodes[0].id, listings.nodes[0].id];
  const text = `query Nodes($ids: [ID!]!) {
    nodes(ids: $ids) { __typename ... on Node { id } ... on Deal { dealNumber price } ... on Listing { title listPrice } }
  }`;

  await client.query({ query: gql(text), variables: { ids } });
  const { data } = await client.query({ query: gql(text), variables: { ids }, fetchPolicy: 'cache-only' });

  assert.deepEqual(plain(data, { keepTypes: true }), await run(text, { ids }, token));
  assert.deepEqual(data.nodes.map((node) => node.__typename), ['Deal', 'Listing']);
  assert.deepEqual(operations, ['Nodes']);
});

test('Apollo: an error of the request carries its code', async () => {
  const { client } = apollo();

  const { error } = await client.query({ query: gql`query Bad { listings(after: "no cursor") { nodes { id } } }`, errorPolicy: 'all' });

  assert.equal(error.errors[0].extensions.code, 'CURSOR_MISMATCH');
});

test('Apollo: a subscription over graphql-ws tells of a mutation, and fills the cache', async () => {
  const socket = createClient({
    url: socketAddress,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache({ possibleTypes }) });
  const { id, sequence } = await completeTask(token);

  const { dealAlerts } = await state(client.subscribe({ query: gql(alerts), variables: { after: String(sequence - 1) } }), () => true);

  const { position } = dealAlerts;
  assert.deepEqual(plain(dealAlerts, { keepTypes: true }), {
    __typename: 'DealAlert',
    sequence,
    position,
    kind: 'TASK_COMPLETED',
    task: { __typename: 'DealTask', id, status: 'DONE' },
  });
  const cached = client.cache.readFragment({ id: `DealTask:${id}`, fragment: gql`fragment Task on DealTask { id status }` });
  assert.deepEqual(plain(cached), { id, status: 'DONE' });
  await socket.dispose();
});

/** A result of Apollo's without the names of types that it put in. */
function plain(value, { keepTypes = false } = {}) {
  if (Array.isArray(value)) return value.map((item) => plain(item, { keepTypes }));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([name]) => keepTypes || name !== '__typename');
  return Object.fromEntries(entries.map(([name, item]) => [name, plain(item, { keepTypes })]));
}
