import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { prepareDrain } from './drain.ts';

async function open() {
  const server = createServer((_, response) => response.end('hello'));
  const drain = prepareDrain(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, drain, port };
}

test('a connection that asks for nothing does not keep the server from closing', async () => {
  const { server, drain, port } = await open();
  const silent = connect(port, '127.0.0.1');
  await once(server, 'connection');
  const cut = once(silent, 'close');
  const closed = once(server, 'close');
  await drain.begin(0);
  server.close();
  await Promise.all([closed, cut]);
});

test('what comes while it drains is answered, and its connection given up', async () => {
  const { server, drain, port } = await open();
  const draining = drain.begin(300);
  expect(drain.isDraining()).toBe(true);
  const answer = await fetch(`http://127.0.0.1:${port}`);
  expect([await answer.text(), answer.headers.get('connection')]).toEqual(['hello', 'close']);
  await draining;
  server.close();
  await once(server, 'close');
});
