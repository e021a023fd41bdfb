import type { RequestListener } from 'node:http';
import { waitFor } from '@rita/test-kit';
import { afterEach, expect, test } from 'vitest';
import { startLoadBalancer } from './load-balancer.ts';
import { startNamedServer } from './named-server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function startServer(name: string, handle?: RequestListener) {
  const server = await startNamedServer(name, handle);
  closers.push(server.end);
  return server;
}

async function balance(...servers: { url: string; state: { isReady: boolean } }[]) {
  const targets = servers.map((server) => server.url);
  const balancer = await startLoadBalancer({ port: 0, targets, readyPath: '/ready' });
  closers.push(balancer.close);
  for (const { url, state } of servers) {
    await waitFor(() => balancer.isServing(url) === state.isReady);
  }
  return balancer;
}

const ask = async (url: string, options?: RequestInit) => (await fetch(url, options)).text();

test('requests go to the servers in turn', async () => {
  const balancer = await balance(await startServer('a'), await startServer('b'));
  const answers = [];
  for (let count = 0; count < 4; count++) answers.push(await ask(balancer.url));
  expect(answers.toSorted()).toEqual(['a', 'a', 'b', 'b']);
});

test('a server that is no longer ready gets nothing more, and comes back', async () => {
  const [a, b] = [await startServer('a'), await startServer('b')];
  const balancer = await balance(a, b);
  a.state.isReady = false;
  await waitFor(() => !balancer.isServing(a.url));
  expect([await ask(balancer.url), await ask(balancer.url)]).toEqual(['b', 'b']);
  a.state.isReady = true;
  await waitFor(() => balancer.isServing(a.url));
  expect([await ask(balancer.url), await ask(balancer.url)]).toContain('a');
});

test('a server that is gone without a word costs no request', async () => {
  const [a, b] = [await startServer('a'), await startServer('b')];
  const balancer = await balance(a, b);
  a.end();
  const post = { method: 'POST', body: 'x' };
  expect([await ask(balancer.url, post), await ask(balancer.url, post)]).toEqual(['b', 'b']);
});

test('what a server may have begun to act on is not sent again', async () => {
  const breakOff: RequestListener = (request) => request.socket.destroy();
  const servers = [await startServer('a', breakOff), await startServer('b', breakOff)];
  const balancer = await balance(...servers);
  const answer = await fetch(balancer.url, { method: 'POST', body: 'x' });
  expect(answer.status).toBe(502);
  expect(servers.flatMap(({ state }) => state.seen)).toEqual(['POST /']);
});

test('without a ready server the answer is 503 with Retry-After', async () => {
  const server = await startServer('a');
  server.state.isReady = false;
  const balancer = await balance(server);
  const answer = await fetch(balancer.url);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
});

test('a stream is passed on as it comes, and its end at either side is the end of the other', async () => {
  let isClosed = false;
  const server = await startServer('a', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    response.on('close', () => {
      isClosed = true;
    });
  });
  const balancer = await balance(server);
  const left = new AbortController();
  const answer = await fetch(balancer.url, { signal: left.signal });
  const first = await answer.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe('retry: 1000\n\n');
  left.abort();
  await waitFor(() => isClosed);
});

test('the server learns who asks, after what a client claims', async () => {
  const balancer = await balance(
    await startServer('a', (request, response) =>
      response.end(`${request.headers['x-forwarded-for']} ${request.headers.host}`),
    ),
  );
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  const host = new URL(balancer.url).host;
  expect(await ask(balancer.url, { headers })).toBe(`203.0.113.9, 127.0.0.1 ${host}`);
});
