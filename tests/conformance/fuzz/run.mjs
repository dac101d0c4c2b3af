// Makes documents from schema.graphql, sends each to the server and compares what it says of them with graphql-js.
import { readFile } from 'node:fs/promises';
import { Kind, buildSchema, print } from 'graphql';
import { httpAddress, run, tokenOf } from '../server.mjs';
import { documentOf } from './documents.mjs';
import { reference, verdictOf } from './judgement.mjs';
import { misspelt, mistaken, respaced } from './mistakes.mjs';
import { Random } from './random.mjs';
import { teachScalars } from './scalars.mjs';

const patience = 5_000;
const atOnce = 4;

/** How many documents were answered how, and everything that is as it must not be. */
export async function fuzz({ seed, count, viewers, told = () => {} }) {
  const schema = taught(await readFile(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
  const known = await Promise.all(viewers.map(viewer));
  const counts = { valid: 0, invalid: 0, cyclic: 0, forbidden: 0, limit: 0, unnamed: 0 };
  const faults = [];
  let [next, slowest] = [0, 0];
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { counts, faults, slowest: Math.round(slowest) };

  async function worker() {
    while (next < count) {
      const index = next++;
      const request = requestOf(schema, seed + index);
      const { token, view } = known[index % known.length];
      const started = performance.now();
      const answer = await ask(request, token);
      slowest = Math.max(slowest, performance.now() - started);
      const expected = reference(
        answer.verdict === 'forbidden' ? schema : view,
        request.query,
        answer.verdict === 'cyclic' ? undefined : request.operationName,
      );
      const fault = faultOf(answer, expected);
      if (fault) faults.push({ seed: seed + index, fault, expected, ...answer, ...request });
      else counts[answer.verdict]++;
      if (index % 1_000 === 0) told(index);
    }
  }
}

const taught = (sdl) => teachScalars(buildSchema(sdl));

/** Who asks, and the graph as that one has it. */
async function viewer(persona) {
  const token = await tokenOf(persona);
  return { token, view: taught((await run('{ schema }', {}, token)).schema) };
}

/** The request of a seed; the same one in every run. */
export function requestOf(schema, seed) {
  const random = new Random(seed);
  const { document, variables } = documentOf(schema, random);
  const isMistaken = random.chance(62);
  const tree = isMistaken ? mistaken(schema, random, document, random.between(1, 3)) : document;
  let query = print(tree);
  if (random.chance(15)) query = tryOf(() => misspelt(query, random), query);
  else if (random.chance(30)) query = tryOf(() => respaced(query, random), query);
  const operations = tree.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operationName = operations.length > 1 ? random.of(operations).name?.value : undefined;
  return { query, operationName, variables: random.chance(8) ? {} : variables };
}

/** What cannot be taken apart into tokens stays as it is. */
function tryOf(change, text) {
  try {
    return change();
  } catch {
    return text;
  }
}

async function ask(request, token) {
  try {
    const response = await fetch(httpAddress, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(patience),
    });
    const answer = await response.json();
    return { verdict: verdictOf(response.status, answer), status: response.status, errors: answer.errors };
  } catch (fault) {
    return { verdict: 'broken', status: 0, errors: [String(fault)] };
  }
}

function faultOf({ verdict }, expected) {
  if (verdict === 'broken') return 'broken';
  if (verdict === 'limit' || verdict === 'unnamed') return undefined;
  const isValid = expected.length === 0;
  if (verdict === 'forbidden') return isValid ? undefined : 'refused for the role, but not valid';
  if (verdict === 'valid') return isValid ? undefined : 'taken, but not valid';
  return isValid ? 'not taken, but valid' : undefined;
}
