// Clients and suites written by others against a running server with the demo workspace: BASE_URL is its address, TOKENS
// the folder with a bearer token per demo person (ada.token, ...) and one that has expired (expired.token). Names of suites
// as arguments run only these. The last line is the count.
import { count } from './harness.mjs';

const suites = [
  'clients/graphql-http', 'clients/graphql-ws', 'clients/graphql-ws-protocol', 'clients/graphql-sse',
  'tools/codegen', 'tools/relay', 'tools/inspector', 'tools/eslint',
];
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('http'));

for (const suite of suites.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))) {
  console.log(suite);
  await import(`./${suite}.mjs`);
}

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
