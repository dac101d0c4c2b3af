// GraphQL over HTTP: the whole audit suite of graphql-http, its SHOULDs and MAYs included.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { serverAudits } from 'graphql-http';
import { httpAddress } from './server.mjs';

const audits = serverAudits({ url: httpAddress });

test('the audit suite is the whole one', () => assert.equal(audits.length, 61));

for (const audit of audits) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}
