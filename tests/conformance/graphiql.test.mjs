// GraphiQL in a real browser: it loads under its content policy, reads the schema, and offers the demo personas.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { httpAddress } from './server.mjs';

const browser = process.env.CHROMIUM ?? 'chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=20000', '--enable-logging=stderr'];

test('GraphiQL opens with its personas and without a complaint', { timeout: 60_000 }, async () => {
  const { stdout, stderr } = await promisify(execFile)(browser, [...flags, '--dump-dom', httpAddress], { maxBuffer: 1e8 });

  assert.match(stdout, /<title>Lintel · GraphiQL<\/title>/);
  assert.match(stdout, /agent-li · AGENT/);
  assert.match(stdout, /graphiql-execute-button/);
  assert.deepEqual(
    stderr.split('\n').filter((line) => /CONSOLE.*(Content Security Policy|Uncaught|Failed to load)/.test(line)),
    [],
  );
});
