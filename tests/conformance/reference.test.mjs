// The reference in a real browser: it loads under its content policy, its search box finds, and its links lead to fields.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { httpAddress } from './server.mjs';

const browser = process.env.CHROMIUM ?? 'chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=20000', '--enable-logging=stderr'];

test('the reference finds a field and complains of nothing', { timeout: 60_000 }, async () => {
  const page = new URL('/reference/Deal?search=listprice', httpAddress);
  const { stdout, stderr } = await promisify(execFile)(browser, [...flags, '--dump-dom', page.href], { maxBuffer: 1e8 });

  assert.match(stdout, /<title>Deal · Lintel<\/title>/);
  assert.match(stdout, /<section id="price">/);
  assert.match(stdout, /<div id="search"><input[^>]*><ul><li><a href="\/reference\/Listing#listPrice">Listing\.listPrice<small>Asking price in yuan\.<\/small>/);
  assert.deepEqual(
    stderr.split('\n').filter((line) => /CONSOLE.*(Content Security Policy|Uncaught|Failed to load)/.test(line)),
    [],
  );
});
