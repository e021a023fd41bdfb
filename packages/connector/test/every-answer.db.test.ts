import { problemSchema } from '@rita/contracts';
import { sendRaw } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
let port: number;
beforeAll(async () => {
  at = await openConnectorApp();
  port = Number(new URL(await at.app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => at.close());

const request = (first: string, more = '') =>
  `${first}\r\nHost: connector\r\nConnection: close\r\n${more}\r\n`;
const long = 'a'.repeat(20_000);

test.each([
  ['health', request('GET /health/live HTTP/1.1'), 200],
  ['what it is', request('GET /connector HTTP/1.1'), 200],
  ['metrics', request('GET /metrics HTTP/1.1'), 404],
  ['an unknown address', request('GET /nothing HTTP/1.1'), 404],
  ['NUL', request('POST /documents/%00 HTTP/1.1'), 404],
  ['slashes', request('POST //webhook HTTP/1.1'), 404],
  ['an address that cannot be decoded', request('POST /%zz HTTP/1.1'), 400],
  ['no signature', request('POST /webhook HTTP/1.1'), 401],
  ['no signature on a question', request('POST /documents/search HTTP/1.1'), 401],
  [
    'another type',
    request('POST /webhook HTTP/1.1', 'Content-Type: text/plain\r\nContent-Length: 0\r\n'),
    415,
  ],
  [
    'too much',
    request(
      'POST /webhook HTTP/1.1',
      'Content-Type: application/json\r\nContent-Length: 999999\r\n',
    ),
    413,
  ],
  ['no method', request('FOO /webhook HTTP/1.1'), 400],
  ['headers without an end', request('GET / HTTP/1.1', `X-A: ${long}\r\n`), 431],
])('every answer has the same headers: %s', async (_, bytes, status) => {
  const answer = await sendRaw(port, bytes);
  expect(answer?.status).toBe(status);
  expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  if (status >= 400)
    expect(problemSchema.parse(JSON.parse(answer?.body ?? '')).status).toBe(status);
  expect(at.logText()).not.toContain('"level":50');
});
