import { readFile } from 'node:fs/promises';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The hosts that pages asked for, their frames, workers and sockets included, by Chromium's own log. What Chromium asks for by
 * itself, its updates say, has no initiator.
 */
export async function requestedHosts(netLog) {
  const { events } = JSON.parse(await readFile(netLog, 'utf8'));
  const hosts = events
    .filter((event) => /^https?:/.test(event.params?.initiator) && event.params.url)
    .map((event) => new URL(event.params.url).hostname);
  return [...new Set(hosts)];
}

export function isForeign(host) {
  return !loopback.has(host);
}
