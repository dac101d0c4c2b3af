// graphql-request, the smallest client there is: what it gives back and what it throws.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ClientError, GraphQLClient } from 'graphql-request';
import { reprice } from './dealWork.mjs';
import { httpAddress, run, tokenOf } from './server.mjs';

const token = await tokenOf('manager-chen');
const client = new GraphQLClient(httpAddress, { headers: { authorization: `Bearer ${token}` } });

const firstListings = `query ($first: Int!) {
  listings(first: $first, where: { status: { eq: ACTIVE } }, order: [{ createdAt: ASC }]) { totalCount nodes { id listPrice version } }
}`;
const enter = `mutation ($input: ClientCreateInput!) {
  clientCreate(input: $input) { client { id fullName phone } errors { __typename ... on UserError { code path } } }
}`;
const clients = '{ clients { totalCount } }';

/** What a request throws. */
const fault = (request) => request.then(() => assert.fail('It was answered.'), (thrown) => thrown);

test('graphql-request: a query gives the data of a plain fetch', async () => {
  const data = await client.request(firstListings, { first: 3 });

  assert.equal(data.listings.nodes.length, 3);
  assert.deepEqual(data.listings.nodes.map(({ id }) => id), (await run(firstListings, { first: 3 }, token)).listings.nodes.map(({ id }) => id));
});

test('graphql-request: the raw answer has the extensions too', async () => {
  const { data, status, extensions } = await client.rawRequest('{ viewer { role } }');

  assert.deepEqual({ data, status }, { data: { viewer: { role: 'STORE_MANAGER' } }, status: 200 });
  assert.equal(extensions.cost.actual, extensions.cost.requested);
});

test('graphql-request: a mutation writes what it says, and once for one key', async () => {
  const [{ id: communityId }] = (await run('{ communities(first: 1) { nodes { id } } }', {}, token)).communities.nodes;
  const input = {
    communityId,
    house: { buildingName: 'graphql-request', unitNumber: crypto.randomUUID().slice(0, 18) },
    title: '样板间',
    facts: { livingArea: 88.25, bedroomsTotal: 3, livingRoomsTotal: 1, floorNumber: 5, storiesTotal: 18, orientations: ['SOUTH'] },
    listPrice: 2_345_678.9,
    idempotencyKey: crypto.randomUUID(),
  };
  const create = 'mutation ($input: ListingCreateInput!) { listingCreate(input: $input) { listing { id title listPrice livingArea } errors { __typename } } }';

  const first = await client.request(create, { input });
  const again = await client.request(create, { input });

  assert.deepEqual(again, first);
  const { listing } = first.listingCreate;
  assert.deepEqual(listing, { id: listing.id, title: '样板间', listPrice: 2345678.9, livingArea: 88.25 });
  const stored = await run('query ($id: ID!) { node(id: $id) { ... on Listing { id title listPrice livingArea } } }', { id: listing.id }, token);
  assert.deepEqual(stored.node, listing);
});

test('graphql-request: a refusal is data, not an exception, and nothing is written', async () => {
  const before = await run(clients, {}, token);

  const { clientCreate } = await client.request(enter, { input: { fullName: '', phone: '1', consentOn: '2026-01-01' } });

  assert.equal(clientCreate.client, null);
  assert.deepEqual(
    clientCreate.errors.map(({ __typename, code, path }) => [__typename, code, path.join('.')]),
    [
      ['InvalidInput', 'REQUIRED', 'fullName'],
      ['InvalidInput', 'MALFORMED', 'phone'],
    ],
  );
  assert.deepEqual(await run(clients, {}, token), before);
});

for (const [what, request, code, status] of [
  ['half a document', () => client.request('{ viewer { role }'), 'SYNTAX_ERROR', 400],
  ['a field that is not there', () => client.request('{ nothing }'), 'FORBIDDEN', 403],
  ['a cursor that is none', () => client.request('{ listings(after: "no cursor") { nodes { id } } }'), 'CURSOR_MISMATCH', 200],
  ['a field that is not for this role', () => client.request('{ accounts { totalCount } }'), 'FORBIDDEN', 403],
  ['no token', () => new GraphQLClient(httpAddress).request(firstListings, { first: 1 }), 'UNAUTHENTICATED', 401],
  ['a variable of the wrong kind', () => client.request(reprice, { input: { listingId: 1.5 } }), 'INVALID_VALUE', 400],
]) {
  test(`graphql-request: ${what} is thrown with its code`, async () => {
    const thrown = await fault(request());

    assert.ok(thrown instanceof ClientError, String(thrown));
    assert.deepEqual([thrown.response.errors[0].extensions.code, thrown.response.status], [code, status]);
  });
}
