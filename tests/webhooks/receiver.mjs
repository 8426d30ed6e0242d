import { listen } from '../own-server.mjs';

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
