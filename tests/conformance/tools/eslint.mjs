// @graphql-eslint over the schema: names, descriptions, deprecations, and Relay's rules for connections.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { run, runs, test, workspace } from '../harness.mjs';

await test('@graphql-eslint has nothing to say about the schema', async () => {
  await runs(await workspace('eslint'), 'eslint', '--max-warnings', '0', 'schema.graphql');
});

await test('@graphql-eslint would see a flaw', async () => {
  const folder = await workspace('eslint');
  const schema = await readFile(`${folder}/schema.graphql`, 'utf8');
  await writeFile(`${folder}/schema.graphql`, `${schema}\ntype lower_case { FIELD: String }\n`);
  const { code, output } = await run(folder, 'eslint', 'schema.graphql');
  assert.notEqual(code, 0);
  for (const rule of ['naming-convention', 'require-description', 'no-unreachable-types']) assert.match(output, new RegExp(`@graphql-eslint/${rule}`));
});
