// Signs in and works with the IDE in a real browser. Needs a server with the demo workspace, whose address is the argument or
// BASE_URL, by default the one that `dotnet run` uses. Screenshots go to artifacts/browser.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';
import { Ide } from './ide.mjs';
import { isForeign, requestedHosts } from './network.mjs';

const base = (process.argv[2] ?? process.env.BASE_URL ?? 'http://127.0.0.1:5080').replace(/\/$/, '');
const artifacts = fileURLToPath(new URL('../../artifacts/browser/', import.meta.url));
await mkdir(artifacts, { recursive: true });

const browser = await openBrowser(artifacts);
const { page } = browser;
const ide = new Ide(page);
let passed = 0;
let failed = 0;

/** Runs one test; those after a failed one still run, and say what else does not work. */
async function test(name, body) {
  const file = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  try {
    await body();
    passed++;
    console.log(`  ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`  failed  ${name}\n${error.stack}`);
  }
  if (!page.isClosed()) {
    await page.screenshot({ path: `${artifacts}${String(passed + failed).padStart(2, '0')}-${file}.png` });
  }
}

/** Runs an operation as the page would: with the browser's own session. */
function graphql(query, variables) {
  return page.evaluate(async ([query, variables]) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  }, [query, variables]);
}

await test('A browser that visits the endpoint gets the IDE', async () => {
  await page.goto(`${base}/graphql`);
  await page.getByText('Not signed in').waitFor();
  await ide.waitForStart();
});

await test('A demo person signs in through the sign-in page', async () => {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.screenshot({ path: `${artifacts}sign-in.png` });
  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await page.getByText('Signed in as Ada Lovelace').waitFor();
  assert.equal(page.url(), `${base}/graphql`);
});

await test('The document of a new tab is valid and runs', async () => {
  await ide.openTab();
  await ide.runUntil(/"totalCount": \d+/);
});

await test('A query shows who is signed in', async () => {
  await ide.write('{ viewer { name } }');
  await ide.runUntil(/"data": \{\s*"viewer": \{\s*"name": "Ada Lovelace"\s*\}\s*\}\s*\}/);
});

await test('A subscription shows a change that is made elsewhere', async () => {
  await ide.write('subscription { issueChanged { action issue { identifier title } } }');
  const listening = browser.sent('"type":"subscribe"');
  await ide.runUntil(/Cancel/);
  await listening;

  const title = `Seen live ${process.pid}`;
  const { data: { teams } } = await graphql('{ teams(first: 1) { nodes { id } } }');
  const created = await graphql(
    'mutation ($input: IssueCreateInput!) { issueCreate(input: $input) { issue { identifier } errors { ... on Error { message } } } }',
    { input: { teamId: teams.nodes[0].id, title } });
  assert.deepEqual(created.data?.issueCreate.errors, [], JSON.stringify(created));
  await ide.waitFor(new RegExp(`"identifier": "${created.data.issueCreate.issue.identifier}",\\s*"title": "${title}"`));
});

await test('Another site cannot use the session', async () => {
  const response = await page.request.post(`${base}/graphql`, {
    headers: { origin: 'https://elsewhere.example' },
    data: { query: '{ viewer { name } }' },
  });
  assert.equal(response.status(), 403);
  assert.equal((await response.json()).errors[0].extensions.code, 'CSRF');
});

await test('Signing out ends the session', async () => {
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByText('Not signed in').waitFor();
  const answer = await graphql('{ viewer { email } }');
  assert.ok(!JSON.stringify(answer).includes('ada@demo.localhost'), JSON.stringify(answer));
});

const netLog = await browser.close();

await test('Pages ran without an error or a breach of their policy', async () => {
  assert.deepEqual(browser.problems, []);
});

await test('Nothing was sent to another host', async () => {
  const hosts = await requestedHosts(netLog);
  assert.ok(hosts.includes(new URL(base).hostname), 'The log shows no request at all.');
  assert.deepEqual(hosts.filter(isForeign), []);
});

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
