// What the suites share: the server under test, people to call as, and the count.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The server's address: BASE_URL, which needs a demo workspace. */
export const base = (process.env.BASE_URL ?? 'http://127.0.0.1:5080').replace(/\/$/, '');
export const url = `${base}/graphql`;
export const socketUrl = url.replace('http', 'ws');

const token = async (person) => (await readFile(`${process.env.TOKENS}/${person}.token`, 'utf8')).trim();

/** A bearer token per demo person, and one that has expired, from the folder TOKENS. */
export const tokens = { ada: await token('ada'), grace: await token('grace'), expired: await token('expired') };

export const headers = (person) => ({ authorization: `Bearer ${tokens[person]}`, 'backend-workspace': 'demo' });

export const count = { passed: 0, failed: 0 };

export async function test(name, body) {
  try {
    await body();
    count.passed++;
    console.log(`  ok      ${name}`);
  } catch (error) {
    count.failed++;
    console.log(`  failed  ${name}\n${error.stack ?? error}`);
  }
}

/** The data of a request that must succeed. */
export async function graphql(query, variables, person = 'ada') {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers(person) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}

export const create = (teamId, title, person) => graphql(
  'mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } syncId errors { ... on Error { message } } } }',
  { input: { teamId, title } }, person);

/** A new team, the place in the change feed from which to watch it, and the filter for it. */
export async function createTeam(key) {
  const { teamCreate } = await graphql(
    'mutation($key: String!) { teamCreate(input: { key: $key, name: $key }) { team { id } syncId errors { ... on Error { message } } } }', { key });
  await graphql('mutation($t: ID!, $u: ID!) { teamMemberAdd(input: { teamId: $t, userId: $u }) { syncId } }', {
    t: teamCreate.team.id, u: (await graphql('{ viewer { id } }', {}, 'grace')).viewer.id,
  });
  return { id: teamCreate.team.id, since: teamCreate.syncId, filter: { team: { key: { eq: key } } } };
}

/** Every change of a team's issues from a place on. */
export const watch = `subscription($filter: IssueFilter, $since: SyncId) {
  issueChanged(filter: $filter, since: $since) { syncId action issue { title } actor { name } }
}`;

/** The schema that is checked in. */
export const schemaFile = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));

/** A copy of a tool's folder, and the schema in it, where the tool may write and finds its packages. */
export async function workspace(name) {
  const folder = fileURLToPath(new URL(`artifacts/${name}`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(fileURLToPath(new URL(`tools/${name}`, import.meta.url)), folder, { recursive: true });
  await cp(schemaFile, `${folder}/schema.graphql`);
  return folder;
}

/** Runs a command of an installed package. */
export const run = (cwd, command, ...args) => new Promise((resolve, reject) => {
  const bin = fileURLToPath(new URL(`node_modules/.bin/${command}`, import.meta.url));
  const child = spawn(bin, args, { cwd, env: { ...process.env, CI: 'true', FORCE_COLOR: '0', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { output += data; });
  child.on('error', reject);
  child.on('close', (code) => resolve({ code, output }));
});

/** Runs a command that must succeed. */
export async function runs(cwd, command, ...args) {
  const { code, output } = await run(cwd, command, ...args);
  assert.equal(code, 0, `${command} ${args.join(' ')}\n${output}`);
  return output;
}
