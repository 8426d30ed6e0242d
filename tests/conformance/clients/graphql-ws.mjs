// graphql-ws, the client that most applications use over WebSocket.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { create, createTeam, graphql, socketUrl, test, tokens, watch } from '../harness.mjs';

/** A graphql-ws client of a demo person. */
const connect = (person) => createClient({
  url: socketUrl,
  webSocketImpl: WebSocket,
  retryAttempts: 0,
  connectionParams: { authorization: `Bearer ${tokens[person]}`, workspace: 'demo' },
});

/** Takes so many events of a subscription. */
async function take(client, count, variables) {
  const events = [];
  for await (const { data, errors } of client.iterate({ query: watch, variables })) {
    assert.equal(errors, undefined, JSON.stringify(errors));
    events.push(data.issueChanged);
    if (events.length === count) break;
  }
  return events;
}

await test('Two graphql-ws clients see each other\'s changes', async () => {
  const team = await createTeam('WSA');
  const [ada, grace] = [connect('ada'), connect('grace')];
  const seen = ['ada', 'grace'].map((person) => take(person === 'ada' ? ada : grace, 2, { filter: team.filter, since: team.since }));
  await create(team.id, 'By Ada', 'ada');
  await create(team.id, 'By Grace', 'grace');
  for (const events of await Promise.all(seen)) {
    assert.deepEqual(events.map(({ issue, actor }) => [issue.title, actor.name]), [['By Ada', 'Ada Lovelace'], ['By Grace', 'Grace Hopper']]);
  }
  await Promise.all([ada.dispose(), grace.dispose()]);
});

await test('A graphql-ws client that reconnects with since sees exactly what it missed', async () => {
  const team = await createTeam('WSB');
  const first = connect('ada');
  const before = take(first, 1, { filter: team.filter, since: team.since });
  await create(team.id, 'Seen');
  const [{ syncId }] = await before;
  await first.dispose();
  const missed = Array.from({ length: 25 }, (_, index) => `Missed ${index}`);
  for (const title of missed) await create(team.id, title);
  const again = connect('ada');
  const events = take(again, missed.length + 1, { filter: team.filter, since: syncId });
  await create(team.id, 'Live');
  assert.deepEqual((await events).map(({ issue }) => issue.title), [...missed, 'Live']);
  await again.dispose();
});

await test('2,000 events arrive at a graphql-ws client in order, none missing', async () => {
  const team = await createTeam('WSC');
  const client = connect('ada');
  const events = take(client, 2000, { filter: team.filter, since: team.since });
  for (let batch = 0; batch < 40; batch++) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => create(team.id, `${batch}.${index}`)));
  }
  const syncIds = (await events).map(({ syncId }) => syncId);
  assert.deepEqual(syncIds, Array.from({ length: 2000 }, (_, index) => syncIds[0] + index));
  await client.dispose();
});

await test('A client that is cut off time and again sees every change once, in order', async () => {
  const team = await createTeam('WSD');
  const titles = Array.from({ length: 60 }, (_, index) => `Change ${index}`);
  const writing = (async () => {
    for (const title of titles) await create(team.id, title, 'grace');
  })();
  const seen = [];
  let { since } = team;
  while (seen.length < titles.length) {
    let socket;
    const client = connect('ada');
    client.on('opened', (opened) => { socket = opened; });
    try {
      for (const event of await take(client, Math.min(7, titles.length - seen.length), { filter: team.filter, since })) {
        seen.push(event.issue.title);
        since = event.syncId;
      }
    } finally {
      socket?.terminate();
    }
  }
  await writing;
  assert.deepEqual(seen, titles);
});

await test('Comments reach those who watch the issue', async () => {
  const team = await createTeam('WSE');
  const { issue } = (await create(team.id, 'Talked about')).issueCreate;
  const client = connect('grace');
  const watching = client.iterate({
    query: 'subscription($id: ID!, $since: SyncId) { commentChanged(issueId: $id, since: $since) { action comment { bodyMarkdown author { name } } } }',
    variables: { id: issue.id, since: team.since },
  });
  await graphql('mutation($input: CommentCreateInput!) { commentCreate(input: $input) { syncId } }', { input: { issueId: issue.id, bodyMarkdown: 'Hello' } });
  const { value } = await watching.next();
  assert.deepEqual(value.data.commentChanged, { action: 'CREATED', comment: { bodyMarkdown: 'Hello', author: { name: 'Ada Lovelace' } } });
  await client.dispose();
});

for (const [kind, authorization] of [['nonsense', 'Bearer nonsense'], ['an expired token', `Bearer ${tokens.expired}`]]) {
  await test(`A graphql-ws client with ${kind} is closed with 4403`, async () => {
    const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization } });
    const failure = await new Promise((resolve, reject) => client.subscribe({ query: '{ __typename }' }, { next: reject, error: resolve, complete: reject }));
    assert.equal(failure.code, 4403);
  });
}

await test('A graphql-ws client without a token is nobody', async () => {
  const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
  for await (const { data } of client.iterate({ query: '{ __typename }' })) assert.equal(data.__typename, 'Query');
  const codes = [];
  for (const query of ['{ viewer { name } }', 'subscription { issueChanged { syncId } }']) {
    try {
      for await (const { errors } of client.iterate({ query })) codes.push(errors[0].extensions.code);
    } catch (errors) {
      codes.push(errors[0].extensions.code);
    }
  }
  assert.deepEqual(codes, ['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  await client.dispose();
});

await test('50 operations run beside each other on one graphql-ws connection', async () => {
  const client = connect('ada');
  const names = await Promise.all(Array.from({ length: 50 }, async () => {
    for await (const { data } of client.iterate({ query: '{ viewer { name } }' })) return data.viewer.name;
  }));
  assert.deepEqual(new Set(names), new Set(['Ada Lovelace']));
  assert.equal(names.length, 50);
  await client.dispose();
});
