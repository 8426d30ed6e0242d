// Clients of graphql-ws that follow all changes of issues, each with a connection of its own, and go on where they were when it
// breaks, on any node. Told to stop by the end of their input, they wait until each has reached the place that the input named,
// and print a line of JSON per client: the places that it was told of.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [count, since, token, ...nodes] = process.argv.slice(2);
const pause = ms => new Promise(done => setTimeout(done, ms));
let head = null; // how far they are to come; known at the end

async function follow(client, seen) {
  const variables = { since: seen.at(-1) ?? Number(since) };
  const query = 'subscription Board($since: SyncId) { issueChanged(since: $since) { syncId action issue { id title } } }';
  await new Promise(done => {
    const end = client.subscribe({ query, variables }, {
      next: ({ data }) => {
        if (data) seen.push(data.issueChanged.syncId);
        if (head !== null && (seen.at(-1) ?? 0) >= head) { end(); done(); }
      },
      error: done,
      complete: done,
    });
    const watch = setInterval(() => { if (head !== null && (seen.at(-1) ?? Number(since)) >= head) { clearInterval(watch); end(); done(); } }, 200);
    watch.unref();
  });
}

async function listener() {
  const seen = [];
  while (head === null || (seen.at(-1) ?? Number(since)) < head) {
    const url = nodes[Math.floor(Math.random() * nodes.length)].replace(/^http/, 'ws') + 'graphql';
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${token}`, workspace: 'demo' } });
    await follow(client, seen);
    await client.dispose();
    await pause(50 + Math.random() * 450);
  }
  return seen;
}

process.stdin.setEncoding('utf8');
let said = '';
process.stdin.on('data', text => { said += text; if (said.includes('\n')) head = Number(said); });
const all = await Promise.all(Array.from({ length: Number(count) }, listener));
await new Promise(done => process.stdout.write(all.map(seen => JSON.stringify(seen) + '\n').join(''), done));
process.exit(0);
