// Relay: its compiler takes schema.graphql (Node, connections, refetchable fragments), and its runtime runs what comes out.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-sse';
import relay from 'relay-runtime';
import { completeTask, countedFetch, ownListings } from './dealWork.mjs';
import { httpAddress, run, tokenOf } from './server.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'lintel-relay-'));
const token = await tokenOf('agent-li');

after(() => rm(folder, { recursive: true }));

/** Runs the compiler over relay/*.js and a text of one's own, with schema.graphql as it is. */
async function compile(name, addition = '') {
  const project = join(folder, name);
  await mkdir(join(project, 'artifacts'), { recursive: true });
  await cp(here('relay'), join(project, 'src'), { recursive: true });
  await cp(here('../../schema.graphql'), join(project, 'schema.graphql'));
  if (addition) await writeFile(join(project, 'src/addition.js'), `graphql\`${addition}\`;\n`);
  await writeFile(
    join(project, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      artifactDirectory: './artifacts',
      language: 'javascript',
      eagerEsModules: false,
      customScalarTypes: { Date: 'string', DateTime: 'string', Decimal: 'number', Long: 'number', URL: 'string', JSON: 'mixed' },
    }),
  );
  const command = [here('node_modules/relay-compiler/cli.js'), '--noWatchman', 'relay.config.json'];
  const result = await new Promise((resolve) =>
    execFile(process.execPath, command, { cwd: project }, (error, stdout, stderr) => resolve({ exit: error?.code ?? 0, said: stdout + stderr })),
  );
  return { ...result, artifacts: join(project, 'artifacts') };
}

const compiled = await compile('desk');
const load = createRequire(import.meta.url);
const artifact = (name) => load(join(compiled.artifacts, `${name}.graphql.js`));

function environment() {
  const { fetcher, operations } = countedFetch(token);
  const network = relay.Network.create(async ({ text, name }, variables) => {
    const body = JSON.stringify({ query: text, variables, operationName: name });
    return (await fetcher(httpAddress, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();
  });
  return { relayed: new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) }), operations };
}

/** What a component that holds this fragment would be shown. */
const read = (relayed, fragment, reference) => relayed.lookup(relay.getSingularSelector(artifact(fragment), reference)).data;

const dealFields = 'id dealNumber price stage openedOn tasks(first: 3) { nodes { id status } }';
const deals = `query ($first: Int!, $where: DealFilterInput) { deals(first: $first, where: $where, order: [{ createdAt: ASC }]) { nodes { ${dealFields} } } }`;
// On these nobody works while the tests run.
const where = { stage: { eq: 'CLOSED' } };

test('Relay: the compiler takes the schema and the operations', async () => {
  assert.equal(compiled.exit, 0, compiled.said);
  assert.deepEqual((await readdir(compiled.artifacts)).map((name) => name.replace('.graphql.js', '')).sort(), [
    'deskAgentRefetchQuery',
    'deskAlertsSubscription',
    'deskDealRefetchQuery',
    'deskDealsPageQuery',
    'deskNodeQuery',
    'deskQuery',
    'deskRepriceMutation',
    'desk_agent',
    'desk_deal',
    'desk_deals',
    'desk_listing',
  ]);
});

test('Relay: the compiler refuses what the schema does not have', async () => {
  const { exit, said } = await compile('bad', 'query additionQuery { listings(first: 1) { nodes { listPric } } }');

  assert.equal(exit, 1);
  assert.match(said, /The type `Listing` has no field `listPric`/);
});

test('Relay: a connection grows page by page, and what is read is what the server has', async () => {
  const { relayed, operations } = environment();
  const operation = relay.createOperationDescriptor(artifact('deskQuery'), { first: 2, where });
  relayed.retain(operation);
  const root = await relay.fetchQuery(relayed, artifact('deskQuery'), { first: 2, where }).toPromise();

  const first = read(relayed, 'desk_deals', root).deals;
  await relay.fetchQuery(relayed, artifact('deskDealsPageQuery'), { first: 2, where, after: first.pageInfo.endCursor }).toPromise();

  const { edges } = read(relayed, 'desk_deals', root).deals;
  const expected = await run(deals, { first: 4, where }, token);
  assert.deepEqual(edges.map(({ node }) => plain(read(relayed, 'desk_deal', node))), expected.deals.nodes);
  assert.equal(edges.length, 4);
  assert.deepEqual(operations, ['deskQuery', 'deskDealsPageQuery']);
});

test('Relay: the query that was made for a refetchable fragment brings it anew', async () => {
  const { relayed } = environment();
  const [deal] = (await run(deals, { first: 1, where }, token)).deals.nodes;

  const { node } = await relay.fetchQuery(relayed, artifact('deskDealRefetchQuery'), { id: deal.id }).toPromise();

  assert.deepEqual(plain(read(relayed, 'desk_deal', node)), deal);
});

test('Relay: a mutation changes what a query of the node shows; a refusal is read through its interfaces', async () => {
  const { relayed, operations } = environment();
  const [{ id, listPrice, version }] = await ownListings(token);
  relayed.retain(relay.createOperationDescriptor(artifact('deskNodeQuery'), { id }));
  const { node } = await relay.fetchQuery(relayed, artifact('deskNodeQuery'), { id }).toPromise();
  const shown = () => plain(read(relayed, 'desk_listing', node.listing));
  const reprice = (input) =>
    new Promise((onCompleted, onError) =>
      relay.commitMutation(relayed, { mutation: artifact('deskRepriceMutation'), variables: { input }, onCompleted, onError }),
    );
  assert.deepEqual([shown().listPrice, node.deal], [listPrice, null]);

  const done = await reprice({ listingId: id, listPrice: listPrice + 10_000, expectedVersion: version });
  const refused = await reprice({ listingId: id, listPrice: 1_000_000, expectedVersion: version });

  assert.deepEqual(done.listingReprice.errors, []);
  assert.deepEqual(plain(refused.listingReprice), {
    listing: null,
    errors: [{ __typename: 'StaleListing', code: 'STALE_VERSION', path: ['expectedVersion'], currentVersion: shown().version }],
    sequence: null,
  });
  const stored = await run('query ($id: ID!) { node(id: $id) { ... on Listing { id title listPrice version } } }', { id }, token);
  assert.deepEqual(shown(), stored.node);
  assert.equal(shown().listPrice, listPrice + 10_000);
  assert.deepEqual(operations, ['deskNodeQuery', 'deskRepriceMutation', 'deskRepriceMutation']);
});

test('Relay: the text of the subscription is one that the server runs', async () => {
  // Of this agent, sockets.test.mjs and streams.test.mjs complete tasks; of the other, urql.test.mjs the first one.
  const token = await tokenOf('agent-wang');
  const { id, sequence } = await completeTask(token, -1);
  const { params } = artifact('deskAlertsSubscription');
  const events = createClient({ url: httpAddress, retryAttempts: 0, headers: { authorization: `Bearer ${token}` } });

  for await (const { data, errors } of events.iterate({ query: params.text, variables: { after: String(sequence - 1) } })) {
    assert.equal(errors, undefined);
    assert.deepEqual([data.dealAlerts.__typename, data.dealAlerts.__isStreamItem], ['DealAlert', 'DealAlert']);
    assert.deepEqual(data.dealAlerts.task, { id, status: 'DONE' });
    break;
  }
  events.dispose();
});

/** A record of Relay's without the links that it keeps in it. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/^__(id|fragments|fragmentOwner)$/.test(name))
      .map(([name, item]) => [name, plain(item)]),
  );
}
