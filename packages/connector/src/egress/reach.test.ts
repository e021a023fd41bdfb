import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEgressAllow } from './address-rules.ts';
import { createEgress, type Egress } from './egress.ts';
import type { SourceHttp } from './source-http.ts';

let calls = 0;
const server = createServer((_, response) => {
  calls += 1;
  response.writeHead(429, { 'retry-after': '0.01' }).end('QUOTA_LIMITED');
});
let port: number;
let egress: Egress;
let http: SourceHttp;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  egress = createEgress({
    rules: parseEgressAllow('http://127.0.0.1,http://intranet.example,10.0.0.0/8'),
    resolve: async () => ['127.0.0.1'],
  });
  http = egress.openHttp({ signal: new AbortController().signal });
});
afterAll(async () => {
  await egress.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('what is allowed for sources alone is closed to public calls, also over an open connection', async () => {
  const urls = [
    `http://127.0.0.1:${port}`,
    `https://intranet.example:${port}`,
    'https://10.0.0.1/',
  ];
  expect((await http.send({ url: urls[0] ?? '' })).status).toBe(429);
  expect((await http.send({ url: `http://intranet.example:${port}` })).status).toBe(429);
  const before = calls;
  for (const url of urls) {
    await expect(http.send({ url, reach: 'public' })).rejects.toMatchObject({
      code: 'blocked_address',
    });
  }
  expect(calls).toBe(before);
});

test('a final refusal comes back at once, another one is waited for', async () => {
  const url = `http://127.0.0.1:${port}`;
  const before = calls;
  const isFinal = () => true;
  expect((await http.send({ url, retry: 'patient', isFinal })).status).toBe(429);
  expect(calls - before).toBe(1);
  const again = http.send({ url, retry: 'patient', isFinal: () => false });
  await expect(again).rejects.toMatchObject({ code: 'rate_limited' });
  expect(calls - before).toBeGreaterThan(2);
});
