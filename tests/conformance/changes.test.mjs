// What a change of a schema means: graphql-js says the same of every case that the server's own comparison is tested with.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { BreakingChangeType, DangerousChangeType, buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const cases = JSON.parse(await readFile(new URL('changes.json', import.meta.url), 'utf8'));
const verdicts = ['safe', 'dangerous', 'breaking'];

for (const { name, before, after, graphqljs, ours, stricter } of cases) {
  test(`graphql-js on: ${name}`, () => {
    const [old, current] = [buildSchema(before), buildSchema(after)];
    const breaking = findBreakingChanges(old, current).map(({ type }) => type);
    const dangerous = findDangerousChanges(old, current).map(({ type }) => type);
    const theirs = breaking.length > 0 ? 'breaking' : dangerous.length > 0 ? 'dangerous' : 'safe';

    assert.deepEqual([...breaking, ...dangerous], graphqljs);
    // Ours may say more, and then says why; never less.
    if (stricter) assert.ok(verdicts.indexOf(ours) > verdicts.indexOf(theirs));
    else assert.equal(ours, theirs);
  });
}

test('every category of graphql-js has a case', () => {
  const covered = new Set(cases.flatMap(({ graphqljs }) => graphqljs));

  assert.deepEqual(
    [...Object.values(BreakingChangeType), ...Object.values(DangerousChangeType)].filter((type) => !covered.has(type)),
    [],
  );
});
