// Documents made from schema.graphql, most of them with mistakes, are valid to Lintel where they are to graphql-js. The long run: bench/fuzz.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fuzz } from './fuzz/run.mjs';

const documents = 1_500;
const seed = Number(process.env.LINTEL_FUZZ_SEED ?? 20261128);

test('a document is valid here where it is valid to graphql-js, and none breaks the server', async (t) => {
  const { counts, faults, slowest } = await fuzz({ seed, count: documents, viewers: ['ops-ma', 'director-sun'] });

  t.diagnostic(`seed ${seed}: ${Object.entries(counts).map(([verdict, sum]) => `${sum} ${verdict}`).join(', ')}; slowest ${slowest} ms`);
  assert.deepEqual(faults, []);
  assert.equal(Object.values(counts).reduce((sum, one) => sum + one), documents);
  // It is a proof only while there is enough of either kind.
  assert.ok(counts.valid > documents / 5 && counts.invalid > documents / 5, JSON.stringify(counts));
});
