// The audits of GraphQL over HTTP by the makers of graphql-http.
import assert from 'node:assert/strict';
import { serverAudits } from 'graphql-http';
import { headers, test, url } from '../harness.mjs';

const audits = serverAudits({ url, fetchFn: (address, init) => fetch(address, { ...init, headers: { ...init?.headers, ...headers('ada') } }) });

for (const audit of audits) {
  await test(`graphql-http audit ${audit.id}: ${audit.name}`, async () => {
    const { status, reason } = await audit.fn();
    assert.equal(status, 'ok', reason);
  });
}
