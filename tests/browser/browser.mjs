import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Opens Chromium with a profile of its own, and a log of everything that it sends. */
export async function openBrowser(artifacts) {
  const profile = await mkdtemp(join(tmpdir(), 'backend-browser-'));
  const netLog = join(artifacts, 'net-log.json');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    viewport: { width: 1400, height: 900 },
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', `--log-net-log=${netLog}`,
      // What would go elsewhere is logged, and goes nowhere.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  const page = context.pages()[0];
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) {
      problems.push(`${message.text()} (${message.location().url})`);
    }
  });
  return {
    page,
    problems,
    /** Resolves when a page sends a text over any of its sockets. */
    sent: (text) => new Promise((resolve) => {
      page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
        if (String(payload).includes(text)) {
          resolve();
        }
      }));
    }),
    async close() {
      await context.close();
      await rm(profile, { recursive: true });
      return netLog;
    },
  };
}

/** The server keeps the IDE's service worker back. */
function isExpected(message) {
  return message.location().url.endsWith('/service-worker.js');
}
