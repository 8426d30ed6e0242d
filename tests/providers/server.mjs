// A server of its own that trusts two providers: oidc-provider, and the issuer inside the server.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const host = process.env.BACKEND_HOST
  ?? fileURLToPath(new URL('../../src/Backend.Host/bin/Release/net10.0/Backend.Host.dll', import.meta.url));

export function freePort() {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

export async function startServer(base, settings) {
  const data = await mkdtemp(join(tmpdir(), 'backend-providers-'));
  const log = [];
  const child = spawn('dotnet', [host], {
    cwd: join(dirname(host), '../../..'),
    env: {
      ...process.env, ...settings, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: base, Backend__DataDirectory: data,
      Logging__LogLevel__Default: 'Warning',
    },
  });
  child.stdout.on('data', (text) => log.push(String(text)));
  child.stderr.on('data', (text) => log.push(String(text)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await until(async () => {
    if (child.exitCode !== null) {
      throw new Error(`The server ended:\n${log.join('')}`);
    }
    return (await fetch(`${base}/health/ready`).catch(() => null))?.ok;
  }, 60_000);
  return {
    log,
    async stop() {
      child.kill();
      await ended;
      await rm(data, { recursive: true });
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
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
