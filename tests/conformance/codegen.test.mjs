// graphql-codegen's client preset over schema.graphql: what it makes compiles strictly, and does what its types say.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLClient } from 'graphql-request';
import { httpAddress, run, tokenOf } from './server.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'lintel-codegen-'));
const token = await tokenOf('director-sun');
const agentToken = await tokenOf('agent-wang');

after(() => rm(folder, { recursive: true }));

/** Runs a program of node_modules/.bin in the folder. */
const tool = (name, ...options) =>
  new Promise((resolve) =>
    execFile(here(`node_modules/.bin/${name}`), options, { cwd: folder }, (error, stdout, stderr) => resolve({ exit: error?.code ?? 0, said: stdout + stderr })),
  );

const strict = ['--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'commonjs', '--moduleResolution', 'bundler', 'desk.ts'];

before(async () => {
  await cp(here('codegen'), folder, { recursive: true });
  await symlink(here('node_modules'), join(folder, 'node_modules'));
  await writeFile(
    join(folder, 'codegen.json'),
    JSON.stringify({
      schema: here('../../schema.graphql'),
      documents: ['desk.ts'],
      generates: {
        './generated/': {
          preset: 'client',
          config: {
            strictScalars: true,
            scalars: { Date: 'string', DateTime: 'string', Decimal: 'number', Long: 'number', URL: 'string', JSON: 'unknown' },
          },
        },
      },
    }),
  );
});

test('codegen: types are made', async () => {
  const { exit, said } = await tool('graphql-codegen', '--config', 'codegen.json');

  assert.equal(exit, 0, said);
});

test('codegen: they compile strictly, and so does a program over them', async () => {
  const { exit, said } = await tool('tsc', '--noEmit', ...strict);

  assert.equal(exit, 0, said);
});

/** The program, compiled to be run. */
const desk = async () => {
  await tool('tsc', '--outDir', 'out', ...strict);
  return createRequire(import.meta.url)(join(folder, 'out/desk.js'));
};
const client = new GraphQLClient(httpAddress, { headers: { authorization: `Bearer ${token}` } });
const agent = new GraphQLClient(httpAddress, { headers: { authorization: `Bearer ${agentToken}` } });
const send = (document, variables) => client.request(document, variables);

test('codegen: the program is given what its types say', async () => {
  const { deals, setPrice } = await desk();
  const text = '{ deals(first: 3, where: { stage: { eq: CLOSED } }, order: [{ createdAt: ASC }]) { nodes { id stage price openedOn } } }';

  const stored = (await run(text, {}, token)).deals.nodes;

  assert.equal(stored.length, 3);
  assert.deepEqual(await deals(send), stored.map((deal) => ({ ...deal, underWay: false })));
  const [{ id, version }] = (await run('{ listings(first: 1, where: { status: { eq: CLOSED } }) { nodes { id version } } }', {}, token)).listings.nodes;
  assert.equal(await setPrice(send, { listingId: id, listPrice: 1_000_000, expectedVersion: version + 1 }), `STALE_VERSION: version ${version}`);
  assert.equal(await setPrice(send, { listingId: id, listPrice: 1_000_000 }), 'WRONG_STATE: CLOSED');
});

test('codegen: a fragment brings its fields, each of the type it was said to have', async () => {
  const [line] = await (await desk()).soldListings((document, variables) => agent.request(document, variables), 1);
  const text = `query ($id: ID!) {
    node(id: $id) { ... on Listing { id title listPrice livingArea onMarketDate modificationTimestamp version media { mediaUrl } } }
  }`;

  const { node } = await run(text, { id: line.id }, agentToken);

  assert.deepEqual(line, { ...node, perSquareMetre: Math.round(node.listPrice / node.livingArea) });
  assert.deepEqual([typeof line.listPrice, typeof line.version, typeof line.modificationTimestamp], ['number', 'number', 'string']);
});

test('codegen: a program that forgets a member of a union does not compile', async () => {
  const program = await readFile(here('codegen/desk.ts'), 'utf8');
  await writeFile(join(folder, 'desk.ts'), program.replace(/case 'WrongState':\n.*\n/, ''));

  const { exit, said } = await tool('tsc', '--noEmit', ...strict);

  assert.notEqual(exit, 0);
  assert.match(said, /WrongState.*does not satisfy the expected type 'never'/s);
});
