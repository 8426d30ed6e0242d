// A server of its own that may call receivers on this machine and tries again soon, and receivers for it.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const host = process.env.BACKEND_HOST
  ?? fileURLToPath(new URL('../../src/Backend.Host/bin/Release/net10.0/Backend.Host.dll', import.meta.url));
const folder = join(dirname(host), '../../..');

function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler).listen(0, '127.0.0.1', () => resolve(server));
  });
}

export async function startServer(settings = {}) {
  const data = await mkdtemp(join(tmpdir(), 'backend-webhooks-'));
  const free = await listen(() => {});
  const base = `http://127.0.0.1:${free.address().port}`;
  await new Promise((resolve) => free.close(resolve));
  const env = {
    ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: base, Backend__DataDirectory: data, Logging__LogLevel__Default: 'Warning',
    Backend__Outgoing__AllowedNetworks__0: '127.0.0.0/8', Backend__Webhooks__Timeout: '00:00:01', Backend__Webhooks__LongestBreak: '00:00:01',
    Backend__Webhooks__RetryPauses__0: '00:00:00.3', Backend__Webhooks__RetryPauses__1: '00:00:00.5', Backend__Webhooks__RetryPauses__2: '00:00:01',
    Backend__Webhooks__RetryPauses__3: '00:00:01', ...settings,
  };
  const log = [];
  const child = spawn('dotnet', [host], { cwd: folder, env });
  child.stdout.on('data', (text) => log.push(String(text)));
  child.stderr.on('data', (text) => log.push(String(text)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await until(async () => {
    if (child.exitCode !== null) {
      throw new Error(`The server ended:\n${log.join('')}`);
    }
    return (await fetch(`${base}/health/ready`).catch(() => null))?.ok;
  }, 60_000);
  const { stdout } = await promisify(execFile)('dotnet', [host, 'token', '--user', 'ada@demo.localhost'], { cwd: folder, env });
  const token = stdout.trim();
  return {
    log,
    /** Sends an operation that must succeed. */
    async graphql(query, variables) {
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'backend-workspace': 'demo' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await response.json();
      if (errors) {
        throw Object.assign(new Error(JSON.stringify(errors)), { errors });
      }
      return data;
    },
    async stop() {
      child.kill();
      await ended;
      await rm(data, { recursive: true });
    },
  };
}

/** A receiver that keeps what it gets, and answers as `answer` says: a status, by what it got and how much before. */
export async function startReceiver(answer = () => 204) {
  const received = [];
  const server = await listen(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    received.push(one);
    response.writeHead(answer(one, received.length - 1)).end();
  });
  return {
    received,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
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
