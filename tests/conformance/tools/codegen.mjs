// graphql-codegen makes typed documents of the schema, and TypeScript takes what was made.
import { runs, test, workspace } from '../harness.mjs';

await test('graphql-codegen makes typed documents that TypeScript takes', async () => {
  const folder = await workspace('codegen');
  await runs(folder, 'graphql-codegen', '--config', 'codegen.json');
  await runs(folder, 'tsc', '--project', 'tsconfig.json');
});
