// Receives webhooks as others do, with the library of Standard Webhooks, which others wrote: it verifies every delivery, on
// retries and while secrets are rotated. Beside it, the sync client of docs/api.md, for those who ask instead.
// Starts its own server. The last line is the count.
import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { finish, startServer, test, until } from '../own-server.mjs';
import { startReceiver } from './receiver.mjs';
import { synchronize } from './sync-client.mjs';

// It may call receivers on this machine, is impatient with them, and tries again soon.
const server = await startServer({
  Backend__Outgoing__AllowedNetworks__0: '127.0.0.0/8', Backend__Webhooks__Timeout: '00:00:01', Backend__Webhooks__LongestBreak: '00:00:01',
  Backend__Webhooks__RetryPauses__0: '00:00:00.3', Backend__Webhooks__RetryPauses__1: '00:00:00.5', Backend__Webhooks__RetryPauses__2: '00:00:01',
  Backend__Webhooks__RetryPauses__3: '00:00:01',
});
const { graphql } = server;
const mutate = (...args) => server.mutate(...args);

const teamId = (await graphql('{ team(id: "ENG") { id } }')).team.id;
const createIssue = async (title) => (await mutate('issueCreate', { teamId, title }, 'issue { id }')).issue.id;

async function createWebhook(receiver, events) {
  const { webhook, secret } = await mutate('webhookCreate', { url: receiver.url, events }, 'webhook { id } secret');
  return { id: webhook.id, secret };
}

await test('every delivery is verified, and one that was changed is not', async () => {
  const receiver = await startReceiver();
  const { secret } = await createWebhook(receiver, ['issue.*', 'comment.*', 'label.*']);
  const issueId = await createIssue('Ünïcödé 🎉 "quoted" <b> & \\ \u2028');
  for (let number = 1; number <= 20; number++) {
    await mutate('issueUpdate', { id: issueId, title: `Title ${number}` }, 'syncId');
  }
  await mutate('commentCreate', { issueId, bodyMarkdown: 'Line one\n\n```js\nlet x = 1;\n```\n' }, 'syncId');
  await until(() => receiver.received.length >= 22);
  const wh = new Webhook(secret);
  const events = receiver.received.map(({ body, headers }) => wh.verify(body, headers));
  assert.deepEqual(events.map(({ type }) => type), ['issue.created', ...Array(20).fill('issue.updated'), 'comment.created']);
  assert.deepEqual(events.slice(1, 21).map(({ data }) => data.title), Array.from({ length: 20 }, (_, index) => `Title ${index + 1}`));
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 22);
  const [{ body, headers }] = receiver.received;
  assert.throws(() => wh.verify(body.replace('issue', 'Issue'), headers));
  assert.throws(() => wh.verify(body, { ...headers, 'webhook-id': receiver.received[1].headers['webhook-id'] }));
  assert.throws(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(body, headers));
  receiver.close();
});

await test('retries are verified, each with its own time and the same id', async () => {
  const receiver = await startReceiver((_, before) => (before < 3 ? 500 : 204));
  const { secret } = await createWebhook(receiver, ['issue.created']);
  await createIssue('Again');
  await until(() => receiver.received.length >= 4);
  const wh = new Webhook(secret);
  receiver.received.forEach(({ body, headers }) => wh.verify(body, headers));
  assert.equal(new Set(receiver.received.map(({ body, headers }) => `${headers['webhook-id']} ${body}`)).size, 1);
  assert.ok(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size > 1);
  receiver.close();
});

await test('while secrets are rotated both verify, afterwards the new one alone', async () => {
  const receiver = await startReceiver();
  const { id, secret: first } = await createWebhook(receiver, ['issue.created']);
  const { secret: second } = await mutate('webhookRotateSecret', { id }, 'secret');
  await createIssue('Both');
  await until(() => receiver.received.length >= 1);
  for (const secret of [first, second]) {
    new Webhook(secret).verify(receiver.received[0].body, receiver.received[0].headers);
  }
  const { secret: third } = await mutate('webhookRotateSecret', { id, previousValidHours: 0 }, 'secret');
  await createIssue('Alone');
  await until(() => receiver.received.length >= 2);
  const { body, headers } = receiver.received[1];
  new Webhook(third).verify(body, headers);
  assert.throws(() => new Webhook(second).verify(body, headers));
  receiver.close();
});

await test('a secret that is rotated between two attempts signs the second', async () => {
  let open = false;
  const receiver = await startReceiver(() => (open ? 204 : 500));
  const { id, secret: first } = await createWebhook(receiver, ['issue.created']);
  await createIssue('In between');
  await until(() => receiver.received.length >= 1);
  const { secret: second } = await mutate('webhookRotateSecret', { id, previousValidHours: 0 }, 'secret');
  const before = receiver.received.length;
  open = true;
  await until(() => receiver.received.length > before);
  new Webhook(first).verify(receiver.received[0].body, receiver.received[0].headers);
  new Webhook(second).verify(receiver.received.at(-1).body, receiver.received.at(-1).headers);
  receiver.close();
});

await test('what is replayed and tried out is verified', async () => {
  const receiver = await startReceiver();
  const { id, secret } = await createWebhook(receiver, ['issue.created']);
  const { syncId } = await mutate('issueCreate', { teamId, title: 'Once more' }, 'syncId');
  await until(() => receiver.received.length >= 1);
  await mutate('deliveryReplay', { endpointId: id, fromSyncId: syncId, toSyncId: syncId }, 'job { id }');
  await until(() => receiver.received.length >= 2);
  await mutate('webhookTest', { id }, 'delivery { id }');
  await until(() => receiver.received.length >= 3);
  const wh = new Webhook(secret);
  assert.deepEqual(receiver.received.map(({ body, headers }) => wh.verify(body, headers).type), ['issue.created', 'issue.created', 'webhook.test']);
  assert.equal(receiver.received[0].headers['webhook-id'], receiver.received[1].headers['webhook-id']);
  receiver.close();
});

await test('the sync client keeps its copy in step, also after it was away', async () => {
  let kept = null;
  const store = { load: () => kept && { cursor: kept.cursor, objects: new Map(kept.objects) }, save: (state) => { kept = { cursor: state.cursor, objects: new Map(state.objects) }; } };
  const before = (await synchronize(graphql, store)).size;
  assert.ok(before > 50, `${before}`);
  const [kept1, gone] = [await createIssue('Kept'), await createIssue('Gone')];
  await mutate('issueUpdate', { id: kept1, title: 'Renamed' }, 'syncId');
  const { comment } = await mutate('commentCreate', { issueId: kept1, bodyMarkdown: 'Said' }, 'comment { id }');
  await mutate('issueTrash', { id: gone }, 'syncId');
  await mutate('issueDelete', { id: gone }, 'syncId');
  const after = await synchronize(graphql, store);
  assert.equal(after.get(kept1).title, 'Renamed');
  assert.equal(after.get(comment.id).bodyMarkdown, 'Said');
  assert.equal(after.has(gone), false);
  assert.equal(after.size, before + 2);
  // A place that the log does not reach: it begins anew, and comes to the same.
  kept.cursor = 999_999_999;
  assert.deepEqual([...(await synchronize(graphql, store)).keys()].sort(), [...after.keys()].sort());
});

await test('the server has logged no secret and no defect', () => {
  assert.doesNotMatch(server.log.join(''), /whsec_|^(fail|crit)/m);
});

await server.stop();
finish();
