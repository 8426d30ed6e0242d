// relay-compiler, which is the strictest reader of connections, nodes and mutations.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { runs, test, workspace } from '../harness.mjs';

await test('relay-compiler compiles fragments, a paginated connection and mutations', async () => {
  const folder = await workspace('relay');
  await runs(folder, 'relay-compiler', 'relay.config.json');
  const made = await readdir(`${folder}/src/__generated__`);
  for (const name of ['BoardQuery', 'BoardIssues', 'BoardIssuesPage', 'CardIssue', 'CreateIssueMutation', 'IssueChangedSubscription'])
    assert.ok(made.some((file) => file.startsWith(`${name}`)), `${name} is missing: ${made.join(', ')}`);
  // The compiler added what it needs to merge pages and to find an object again.
  const page = await readFile(`${folder}/src/__generated__/BoardIssuesPage.graphql.ts`, 'utf8');
  assert.match(page, /"kind": "LinkedHandle"/);
  assert.match(page, /"cursor"/);
});
