// For suites that need a server which is configured otherwise: it starts one with the demo workspace and data of its own.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const host = process.env.BACKEND_HOST
  ?? fileURLToPath(new URL('../src/Backend.Host/bin/Release/net10.0/Backend.Host.dll', import.meta.url));
const folder = join(dirname(host), '../../..');

/** An HTTP server on a free port of this machine. */
export function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler).listen(0, '127.0.0.1', () => resolve(server));
  });
}

/**
 * Starts a server.
 * @param settings its configuration, as environment variables
 * @param data the folder of its data, of a server that was stopped before; by default a new one
 * @param launcher a program that starts it, with its arguments; by default none
 */
export async function startServer(settings = {}, data = null, launcher = []) {
  data ??= await mkdtemp(join(tmpdir(), 'backend-suite-'));
  const free = await listen(() => {});
  const base = `http://127.0.0.1:${free.address().port}`;
  await new Promise((resolve) => free.close(resolve));
  const env = {
    ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: base, Backend__DataDirectory: data, Logging__LogLevel__Default: 'Warning',
    ...settings,
  };
  const log = [];
  const [program, ...args] = [...launcher, 'dotnet', host];
  // A group of its own, so that what a launcher starts ends with it.
  const child = spawn(program, args, { cwd: folder, env, detached: true });
  const kill = () => {
    try {
      process.kill(-child.pid);
    } catch {
      // It has ended.
    }
  };
  process.on('exit', kill);
  child.stdout.on('data', (text) => log.push(String(text)));
  child.stderr.on('data', (text) => log.push(String(text)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await until(async () => {
    if (child.exitCode !== null) {
      throw new Error(`The server ended:\n${log.join('')}`);
    }
    return (await fetch(`${base}/health/ready`).catch(() => null))?.ok;
  }, 60_000).catch(async (error) => {
    const health = await fetch(`${base}/health/ready`).then((response) => response.text(), String);
    throw new Error(`The server did not become ready: ${health}\n${log.join('')}`, { cause: error });
  });
  const tokens = {};
  const tokenOf = async (person) => tokens[person] ??=
    (await promisify(execFile)('dotnet', [host, 'token', '--user', `${person}@demo.localhost`], { cwd: folder, env })).stdout.trim();
  return {
    log,
    data,
    base,
    /** Sends an operation that must succeed. */
    async graphql(query, variables, person = 'ada') {
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(person)}`, 'backend-workspace': 'demo' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await response.json();
      if (errors) {
        throw Object.assign(new Error(JSON.stringify(errors)), { errors });
      }
      return data;
    },
    /** Sends a mutation with an input, which must be taken. */
    async mutate(name, input, fields, person) {
      const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
      const document = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} errors { ... on Error { code message } } } }`;
      const payload = (await this.graphql(document, { input }, person))[name];
      assert.deepEqual(payload.errors, []);
      return payload;
    },
    /** Stops it, and keeps its data where somebody goes on with them. */
    async stop({ keep = false } = {}) {
      kill();
      await ended;
      if (!keep) {
        await rm(data, { recursive: true });
      }
    },
  };
}

/** Looks again and again until something holds. */
export async function until(holds, patience = 20_000) {
  const end = performance.now() + patience;
  for (;;) {
    const held = await holds();
    if (held) {
      return held;
    }
    if (performance.now() > end) {
      throw new Error(`It did not come to hold: ${holds}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const count = { passed: 0, failed: 0 };

/** Runs one test; those after a failed one still run. */
export async function test(name, body) {
  try {
    await body();
    count.passed++;
    console.log(`  ok      ${name}`);
  } catch (error) {
    count.failed++;
    console.log(`  failed  ${name}\n${error.stack}`);
  }
}

/** Ends the suite with the line that says how it went. */
export function finish() {
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exit(count.failed === 0 ? 0 : 1);
}
