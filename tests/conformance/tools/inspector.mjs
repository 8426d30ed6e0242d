// graphql-inspector reads the schema, finds no change where there is none, and a breaking one where one was planted.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { run, runs, schemaFile, test, workspace } from '../harness.mjs';

await test('graphql-inspector finds no difference between the schema and itself', async () => {
  const folder = await workspace('inspector');
  assert.match(await runs(folder, 'graphql-inspector', 'diff', schemaFile, 'schema.graphql'), /No changes detected/);
});

await test('graphql-inspector finds a field that was taken away', async () => {
  const folder = await workspace('inspector');
  const schema = await readFile(schemaFile, 'utf8');
  const changed = schema.replace(/(\ntype IssueConnection \{[^}]*?)\n[^\n]*\n  totalCount: Int!/, '$1');
  assert.notEqual(changed, schema);
  await writeFile(`${folder}/schema.graphql`, changed);
  const { code, output } = await run(folder, 'graphql-inspector', 'diff', schemaFile, 'schema.graphql');
  assert.notEqual(code, 0, output);
  assert.match(output, /totalCount.*was removed from object type.*IssueConnection/i);
});

await test('graphql-inspector finds the operations valid', async () => {
  const folder = await workspace('inspector');
  await runs(folder, 'graphql-inspector', 'validate', 'operations/*.graphql', 'schema.graphql');
});
