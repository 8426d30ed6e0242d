// Signs people in at a real OpenID Connect provider that somebody else wrote, in a real browser: sign-in, refresh, rotated
// keys, sign-out from both sides, and its bearer tokens; the server's own issuer is the second provider all the while.
// Starts its own server. The last line is the count.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { chromium } from 'playwright-core';
import { application, audience, client, startProvider } from './provider.mjs';
import { freePort, startServer, until } from './server.mjs';

const base = `http://127.0.0.1:${await freePort()}`;
const home = `${base}/graphql`;
const frontend = `http://127.0.0.1:${await freePort()}`;
const pages = createServer((request, response) => response.end('back')).listen(new URL(frontend).port, '127.0.0.1');
const provider = await startProvider(base, frontend);
const server = await startServer(base, {
  Backend__Auth__Issuers__0__Authority: provider.issuer,
  Backend__Auth__Issuers__0__Audience: audience,
  Backend__Auth__Issuers__0__ClientId: client.id,
  Backend__Auth__Issuers__0__ClientSecret: client.secret,
  // Without it oidc-provider gives no refresh token, as OpenID Connect Core 1.0 (11) has it.
  Backend__Auth__Issuers__0__Prompt: 'consent',
  Backend__Auth__DevelopmentIssuer: 'true',
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
let passed = 0;
let failed = 0;

/** Runs one test; those after a failed one still run. */
async function test(name, body) {
  try {
    await body();
    passed++;
    console.log(`  ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`  failed  ${name}\n${error.stack}`);
  }
}

/** A browser profile of somebody who has signed in at the provider. */
async function signIn(person) {
  const { context, page } = await openProfile();
  await page.goto(`${base}/auth/login`);
  await throughProvider(page, person);
  await page.waitForURL(home);
  return { context, page };
}

async function openProfile() {
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  // The page around the IDE is what calls; the IDE itself has a suite of its own.
  await context.route(`${home}/ide/**`, (route) => route.abort());
  return { context, page: await context.newPage() };
}

/** Fills in the provider's own pages, as many of them as it shows. */
async function throughProvider(page, person) {
  if (await page.locator('input[name=login]').isVisible()) {
    await page.fill('input[name=login]', person);
    await page.fill('input[name=password]', 'anything');
    await page.click('button[type=submit]');
  }
  await page.locator('button[type=submit]').click();
}

const me = (page) => page.evaluate(async () => (await fetch('/auth/me')).json());

const graphql = (page, query) => page.evaluate(async (query) => {
  const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  return answer.json();
}, query);

async function viewer(token) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  return (await answer.json()).data?.viewer?.name ?? answer.status;
}

/** An access token of a frontend, which the person signed in at the provider gives it. */
async function accessToken(page, person) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: application, redirect_uri: `${frontend}/callback`, response_type: 'code', scope: 'openid profile email api', resource: 'urn:backend',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  };
  await page.goto(`${provider.issuer}/auth?${new URLSearchParams(parameters)}`);
  if (!page.url().startsWith(frontend)) {
    await throughProvider(page, person);
  }
  await page.waitForURL(`${frontend}/callback*`);
  const answer = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: application, redirect_uri: `${frontend}/callback`, resource: 'urn:backend',
      code: new URL(page.url()).searchParams.get('code'), code_verifier: verifier,
    }),
  });
  const tokens = await answer.json();
  assert.ok(tokens.access_token, JSON.stringify(tokens));
  return tokens.access_token;
}

/** An access token of a frontend on a developer's machine, which the server's own issuer gives it. */
async function ownAccessToken(context) {
  const callback = 'http://localhost:3000/callback';
  await context.route(`${callback}*`, (route) => route.fulfill({ body: 'back' }));
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: 'backend-dev', redirect_uri: callback, response_type: 'code', scope: 'openid profile email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  };
  const page = await context.newPage();
  await page.goto(`${base}/connect/authorize?${new URLSearchParams(parameters)}`);
  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await page.waitForURL(`${callback}*`);
  const answer = await fetch(`${base}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: 'backend-dev', redirect_uri: callback, code: new URL(page.url()).searchParams.get('code'), code_verifier: verifier,
    }),
  });
  await page.close();
  const tokens = await answer.json();
  assert.ok(tokens.access_token, JSON.stringify(tokens));
  return tokens.access_token;
}

/** Opens a WebSocket in the page; its close code comes in window.closeCode. */
const openSocket = (page) => page.evaluate(() => new Promise((resolve) => {
  const socket = new WebSocket(`ws://${location.host}/graphql`, 'graphql-transport-ws');
  socket.onopen = () => socket.send('{"type":"connection_init"}');
  socket.onmessage = ({ data }) => {
    if (data.includes('connection_ack')) {
      resolve();
    }
  };
  socket.onclose = ({ code }) => { window.closeCode = code; };
}));

let ann;

await test('A person signs in with the browser', async () => {
  ann = await signIn('ann');
  assert.deepEqual(await me(ann.page), { signedIn: true, name: 'Ann of the provider', email: 'ann@example.com' });
  assert.equal((await graphql(ann.page, '{ viewer { name } }')).data.viewer.name, 'Ann of the provider');
  const cookies = (await ann.context.cookies(base)).filter(({ name }) => name.includes('backend'));
  assert.deepEqual(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite })), [{ name: 'backend-session', httpOnly: true, sameSite: 'Lax' }]);
});

await test('The session is refreshed at the provider, once for twenty requests at a time', async () => {
  await until(async () => {
    const before = provider.refreshes.length;
    const all = await ann.page.evaluate(() => Promise.all(Array.from({ length: 20 }, async () => (await (await fetch('/auth/me')).json()).signedIn)));
    assert.deepEqual([...new Set(all)], [true]);
    assert.ok(provider.refreshes.length <= before + 1, `${provider.refreshes.length - before} refreshes at once`);
    return provider.refreshes.length >= 2;
  });
});

await test('An access token of the provider is a bearer token here', async () => {
  const page = await ann.context.newPage();
  ann.token = await accessToken(page, 'ann');
  assert.equal(decodeProtectedHeader(ann.token).kid, 'first');
  assert.equal(decodeJwt(ann.token).iss, provider.issuer);
  assert.equal(await viewer(ann.token), 'Ann of the provider');
  await page.close();
});

await test('People of both providers are signed in at once, and bearer tokens of both are taken at once', async () => {
  const { context, page } = await openProfile();
  await page.goto(`${base}/auth/login?provider=1`);
  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await page.waitForURL(home);
  const token = await ownAccessToken(context);
  assert.equal(decodeJwt(token).iss, `${base}/`);
  const rounds = Array.from({ length: 10 }, async () => {
    const seen = await Promise.all([
      graphql(ann.page, '{ viewer { name } }').then(({ data }) => data.viewer.name), graphql(page, '{ viewer { name } }').then(({ data }) => data.viewer.name),
      viewer(ann.token), viewer(token),
    ]);
    assert.deepEqual(seen, ['Ann of the provider', 'Ada Lovelace', 'Ann of the provider', 'Ada Lovelace']);
  });
  await Promise.all(rounds);
  const issuers = async (of) => (await graphql(of, '{ sessions { nodes { issuer } } }')).data.sessions.nodes.map(({ issuer }) => issuer);
  assert.deepEqual(await issuers(ann.page), [provider.issuer]);
  assert.deepEqual(await issuers(page), [`${base}/`]);
  await page.goto(`${base}/auth/logout`);
  assert.equal((await me(page)).signedIn, false);
  assert.equal((await me(ann.page)).signedIn, true);
  await context.close();
});

await test('The session and new tokens outlive a rotation of the provider\'s keys', async () => {
  provider.rotate();
  const before = provider.refreshes.length;
  await until(async () => {
    assert.equal((await me(ann.page)).signedIn, true);
    return provider.refreshes.length >= before + 2;
  });
  const page = await ann.context.newPage();
  const token = await accessToken(page, 'ann');
  assert.equal(decodeProtectedHeader(token).kid, 'second');
  await until(async () => await viewer(token) === 'Ann of the provider');
  assert.equal(await viewer(`${token.slice(0, -8)}AAAAAAAA`), 401);
  await page.close();
  const ben = await signIn('ben');
  assert.equal((await me(ben.page)).name, 'Ben of the provider');
  await ben.context.close();
});

await test('Signing out at the provider ends the session here, and its WebSocket, by the back channel', async () => {
  await openSocket(ann.page);
  const page = await ann.context.newPage();
  await page.goto(`${provider.issuer}/session/end`);
  await page.getByRole('button', { name: /yes/i }).click();
  assert.equal(await until(() => ann.page.evaluate(() => window.closeCode)), 4403);
  assert.equal((await me(ann.page)).signedIn, false);
  await ann.context.close();
});

await test('Signing out here signs out at the provider', async () => {
  const { context, page } = await signIn('cara');
  await page.goto(`${base}/auth/logout`);
  assert.ok(page.url().startsWith(provider.issuer), page.url());
  await page.getByRole('button', { name: /yes/i }).click();
  await page.waitForURL(home);
  assert.equal((await me(page)).signedIn, false);
  await page.goto(`${base}/auth/login`);
  await page.locator('input[name=login]').waitFor();
  await context.close();
});

await test('Access that is withdrawn at the provider ends the session with the next refresh', async () => {
  const { context, page } = await signIn('dora');
  assert.equal((await me(page)).signedIn, true);
  provider.withdraw();
  await until(async () => !(await me(page)).signedIn);
  await context.close();
});

await test('The server\'s own issuer is a second provider beside it', async () => {
  const { context, page } = await openProfile();
  await page.goto(`${base}/auth/login?provider=1`);
  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await page.waitForURL(home);
  assert.equal((await graphql(page, '{ viewer { name } }')).data.viewer.name, 'Ada Lovelace');
  const { data } = await graphql(page, '{ sessions { nodes { issuer isCurrent } } }');
  assert.deepEqual(data.sessions.nodes, [{ issuer: `${base}/`, isCurrent: true }]);
  await page.goto(`${base}/auth/logout`);
  assert.equal((await me(page)).signedIn, false);
  await context.close();
});

await test('A provider that is gone ends nobody\'s session', async () => {
  const { page } = await signIn('eve');
  await provider.close();
  const end = performance.now() + 8000;
  await until(async () => {
    assert.equal((await me(page)).signedIn, true);
    return performance.now() > end;
  });
});

await test('Neither side reports a defect', async () => {
  assert.deepEqual(provider.problems, []);
  assert.deepEqual(server.log.join('').match(/^(fail|crit|Unhandled).*(\n .*)*/gm) ?? [], []);
});

await browser.close();
await server.stop();
pages.close();
pages.closeAllConnections();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
