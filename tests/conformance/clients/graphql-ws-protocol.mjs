// The graphql-transport-ws protocol, message by message: what the client library never does wrong, others may.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import { socketUrl, test, tokens } from '../harness.mjs';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${tokens.ada}`, workspace: 'demo' } };
const subscribe = (id, query = 'subscription { issueChanged { syncId } }') => ({ id, type: 'subscribe', payload: { query } });
const text = (message) => (typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));

/** A socket of its own that sends messages once it is open, and keeps what it receives. */
function open(messages, protocol = 'graphql-transport-ws') {
  const socket = new WebSocket(socketUrl, protocol);
  const received = [];
  const waiting = [];
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (waiting.length > 0) waiting.shift()(message);
    else received.push(message);
  });
  socket.on('open', () => messages.forEach((message) => socket.send(text(message))));
  return {
    socket,
    send: (message) => socket.send(text(message)),
    next: () => (received.length > 0 ? Promise.resolve(received.shift()) : new Promise((resolve) => { waiting.push(resolve); })),
    closed: new Promise((resolve, reject) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
      socket.on('error', reject);
    }),
  };
}

for (const [name, code, ...messages] of [
  ['subscribes before it has introduced itself', 4401, subscribe('1')],
  ['introduces itself twice', 4429, init, init],
  ['uses an id twice', 4409, init, subscribe('1'), subscribe('1')],
  ['sends a message of no type', 4400, init, {}],
  ['sends a message of an unknown type', 4400, init, { type: 'nothing' }],
  ['sends a message of the server', 4400, init, { id: '1', type: 'next', payload: { data: {} } }],
  ['sends what is no JSON', 4400, init, 'nothing'],
  ['sends a list', 4400, init, '[]'],
  ['sends a binary message', 4400, init, Buffer.from('{"type":"ping"}')],
  ['sends a subscribe without an id', 4400, init, { type: 'subscribe', payload: { query: '{ __typename }' } }],
  ['sends a subscribe without an operation', 4400, init, { id: '1', type: 'subscribe' }],
  ['sends a subscribe without a query', 4400, init, { id: '1', type: 'subscribe', payload: {} }],
  ['sends a complete without an id', 4400, init, { type: 'complete' }],
  ['sends a ping with a payload that is no object', 4400, init, { type: 'ping', payload: 1 }],
  ['introduces itself with a list', 4400, { type: 'connection_init', payload: [] }],
  ['introduces itself with nonsense', 4403, { type: 'connection_init', payload: { authorization: 'Bearer nonsense' } }],
  ['introduces itself with an expired token', 4403, { type: 'connection_init', payload: { authorization: `Bearer ${tokens.expired}` } }],
  ['does not introduce itself', 4408],
]) {
  await test(`A client that ${name} is closed with ${code}`, async () => {
    const { code: actual, reason } = await open(messages).closed;
    assert.equal(actual, code);
    assert.ok(reason.length > 0);
  });
}

await test('A client that names no subprotocol is closed with 4406', async () => {
  assert.equal((await open([], []).closed).code, 4406);
});

await test('A client of another subprotocol is not told that the server speaks it', async () => {
  await assert.rejects(open([], 'graphql-ws').closed, /no subprotocol/);
});

await test('A client of several subprotocols gets the one that the server speaks', async () => {
  const { socket, closed, next } = open([init], ['graphql-ws', 'graphql-transport-ws']);
  assert.equal((await next()).type, 'connection_ack');
  assert.equal(socket.protocol, 'graphql-transport-ws');
  socket.close(1000);
  assert.equal((await closed).code, 1000);
});

await test('A ping is answered at any time, with what came with it', async () => {
  const { socket, send, next } = open([{ type: 'ping' }, { type: 'pong' }, init]);
  assert.deepEqual(await next(), { type: 'pong' });
  assert.deepEqual(await next(), { type: 'connection_ack' });
  send({ type: 'ping', payload: { sent: 'now' } });
  assert.deepEqual(await next(), { type: 'pong', payload: { sent: 'now' } });
  socket.terminate();
});

await test('An operation that is refused gives an error message, and its id is free', async () => {
  const { socket, send, next } = open([init, subscribe('1', '{ nothing }')]);
  await next();
  const { id, type, payload } = await next();
  assert.deepEqual([id, type, payload[0].extensions.code], ['1', 'error', 'GRAPHQL_VALIDATION_FAILED']);
  send(subscribe('1', '{ viewer { name } }'));
  assert.deepEqual(await next(), { id: '1', type: 'next', payload: { data: { viewer: { name: 'Ada Lovelace' } } } });
  assert.deepEqual(await next(), { id: '1', type: 'complete' });
  socket.terminate();
});

await test('An id of any characters comes back as it was sent', async () => {
  const id = '"\\ \u0000 é 😀 </script>';
  const { socket, next } = open([init, subscribe(id, '{ __typename }')]);
  await next();
  assert.equal((await next()).id, id);
  assert.deepEqual(await next(), { id, type: 'complete' });
  socket.terminate();
});

await test('A completed operation sends nothing more, and completing an unknown one does no harm', async () => {
  const { socket, send, next } = open([init, subscribe('1'), { id: '1', type: 'complete' }, { id: 'unknown', type: 'complete' }]);
  await next();
  send(subscribe('1', '{ __typename }'));
  assert.equal((await next()).type, 'next');
  assert.deepEqual(await next(), { id: '1', type: 'complete' });
  socket.terminate();
});
