import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildConnector } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEgressAllow } from './address-rules.ts';
import { createEgress, type Egress } from './egress.ts';
import type { SourceHttp } from './source-http.ts';

const ADDRESSES: Record<string, string[]> = {
  'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'inside.example': ['10.1.2.3'],
  'both.example': ['93.184.215.14', '10.1.2.3'],
};
const server = createServer((request, response) => {
  if (request.url === '/leads-inside') {
    response.writeHead(302, { location: `http://inside.example:${port}/` });
  }
  response.end('{}');
});
const toLoopback = buildConnector({});
let port: number;
let egress: Egress;
let http: SourceHttp;
let resolved: (hostname: string) => string[] = (hostname) => ADDRESSES[hostname] ?? [];
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  egress = createEgress({
    rules: parseEgressAllow(
      'http://public.example,http://inside.example,http://both.example,http://moves.example,http://10.0.0.0/8',
    ),
    resolve: async (hostname) => resolved(hostname),
    // Whatever address is to be dialled: tests do not call the internet.
    dial: (target, callback) => toLoopback({ ...target, hostname: '127.0.0.1' }, callback),
  });
  http = egress.openHttp({ signal: new AbortController().signal });
});
afterAll(async () => {
  await egress.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const isPublic = async (host: string, path = '') =>
  (await http.send({ url: `http://${host}:${port}/${path}`, redirects: 'to_other_hosts' }))
    .isPublic;

test('an answer says whether its host is on the public internet, or only allowed', async () => {
  expect(await isPublic('public.example')).toBe(true);
  expect(await isPublic('inside.example')).toBe(false);
  expect(await isPublic('10.1.2.3')).toBe(false);
  // Any of its addresses may have been the one that answered.
  expect(await isPublic('both.example')).toBe(false);
  expect(await isPublic('public.example', 'leads-inside')).toBe(false);
  expect(await isPublic('public.example')).toBe(true);
});

test('a host that was inside once is not taken for public over a connection that is still open', async () => {
  resolved = () => ['10.9.9.9'];
  expect(await isPublic('moves.example')).toBe(false);
  resolved = () => ['93.184.215.14'];
  expect(await isPublic('moves.example')).toBe(false);
});
