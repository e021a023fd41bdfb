import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { responsesWith } from './standing-headers.ts';

const STANDING = { 'cache-control': 'no-store', 'x-frame-options': 'DENY' };
const OWN = 'max-age=60';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What a browser gets of an answer. */
async function headersOf(answer: (response: ServerResponse) => void) {
  const options = { ServerResponse: responsesWith(STANDING) };
  const server = createServer(options, (_, response) => {
    answer(response);
    response.end('text');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { headers, status, statusText } = await fetch(`http://127.0.0.1:${port}`, {
    headers: { connection: 'close' },
  });
  const shown = ['cache-control', 'x-frame-options', 'x-more'].map((name) => headers.get(name));
  return { shown, status, statusText };
}

test.each<[string, (response: ServerResponse) => void]>([
  ['nothing', () => {}],
  ['a status', (response) => response.writeHead(200)],
  ['a status and its words', (response) => response.writeHead(200, 'OK')],
  ['headers of the head', (response) => response.writeHead(200, { 'content-type': 'text/plain' })],
  ['headers that were set', (response) => response.setHeader('content-type', 'text/plain')],
])('an answer that says %s has all of them', async (_, answer) => {
  const { shown, status, statusText } = await headersOf(answer);
  expect(shown).toEqual(['no-store', 'DENY', null]);
  expect([status, statusText]).toEqual([200, 'OK']);
});

test.each<[string, (response: ServerResponse) => void]>([
  [
    'in the head',
    (response) => response.writeHead(200, { 'cache-control': OWN, 'x-more': 'more' }),
  ],
  [
    'with the words of the status',
    (response) => response.writeHead(200, 'OK', { 'cache-control': OWN, 'x-more': 'more' }),
  ],
  [
    'in capitals',
    (response) => response.writeHead(200, { 'Cache-Control': OWN, 'X-More': 'more' }),
  ],
  ['as a list', (response) => response.writeHead(200, ['Cache-Control', OWN, 'x-more', 'more'])],
  [
    'one by one',
    (response) => response.setHeader('Cache-Control', OWN).setHeader('X-More', 'more'),
  ],
  [
    'in both ways',
    (response) => response.setHeader('x-more', 'more').writeHead(200, { 'cache-control': OWN }),
  ],
])('one that is given %s replaces ours, and is not sent twice', async (_, answer) => {
  const { shown } = await headersOf(answer);
  expect(shown).toEqual([OWN, 'DENY', 'more']);
});
