import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { waitFor } from '@rita/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import { findBalancer } from '../services/balancers.ts';
import { startNamedServer } from './named-server.ts';
import { startHaproxy } from './outside-balancer.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const binary = await findBalancer('haproxy');

/** The rules of deploy/haproxy, which the rolling restart of the cluster does not show. */
describe.skipIf(binary === undefined)('the HAProxy of compose.yaml', () => {
  async function balance(handle?: RequestListener) {
    const servers = [await startNamedServer('a', handle), await startNamedServer('b', handle)];
    closers.push(() => servers.map((server) => server.end()));
    const urls = servers.map(({ url }) => url);
    const haproxy = await startHaproxy(binary ?? '', { apiServers: urls, connectors: urls });
    closers.push(haproxy.close);
    const seen = () => servers.flatMap(({ state }) => state.seen.splice(0));
    seen();
    const askConnectors = askerOf(haproxy.webhooksUrl);
    return { ...haproxy, servers, seen, ask: askerOf(haproxy.url), askConnectors };
  }

  test('a server that is not ready gets nothing more, and comes back', async () => {
    const { ask, servers } = await balance();
    const [a] = servers;
    const namesOf3 = async () => [await ask(), await ask(), await ask()].map(({ text }) => text);
    if (a) a.state.isReady = false;
    await waitFor(async () => (await namesOf3()).every((name) => name === 'b'));
    expect(await namesOf3()).toEqual(['b', 'b', 'b']);
    if (a) a.state.isReady = true;
    await waitFor(async () => (await namesOf3()).includes('a'));
  });

  test('when none is ready, they say why; when none is there, 503 with Retry-After', async () => {
    const { ask, servers } = await balance((_request, response) => {
      response.writeHead(503, { 'retry-after': '2' }).end('the database is away');
    });
    for (const { state } of servers) state.isReady = false;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await ask()).toMatchObject({ status: 503, text: 'the database is away', retry: '2' });
    for (const server of servers) server.end();
    expect(await ask()).toMatchObject({ status: 503, retry: '1' });
  });

  test('of what a server broke off only a question is asked again', async () => {
    const { ask, seen } = await balance((request) => request.socket.destroy());
    expect(await ask('/x', { method: 'POST', body: 'x' })).toMatchObject({ status: 502 });
    expect(seen()).toEqual(['POST /x']);
    expect((await ask('/x')).status).toBeGreaterThanOrEqual(502);
    expect(seen().length).toBeGreaterThan(1);
  });

  test('who asks is what it sees, not what a client claims', async () => {
    const claims = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'example.com',
      forwarded: 'for=203.0.113.9',
    };
    const { ask } = await balance((request, response) => {
      const told = Object.keys(claims).map((name) => request.headers[name] ?? null);
      response.end(JSON.stringify(told));
    });
    expect((await ask('/', { headers: claims })).text).toBe('["127.0.0.1","http",null,null]');
  });

  test('figures are not for browsers, and too much is refused', async () => {
    const { ask, askConnectors, seen } = await balance();
    for (const path of ['/metrics', '/metrics?x', '/%6detrics', '/%6D%65trics/']) {
      expect((await ask(path)).status, path).toBe(404);
      expect((await askConnectors(path)).status, path).toBe(404);
    }
    const headers = { 'content-length': '600000' };
    expect((await ask('/api/data-sources', { method: 'POST', headers })).status).toBe(413);
    expect(seen()).toEqual([]);
  });
});

type Question = { method?: string; headers?: Record<string, string>; body?: string };

/**
 * Each question over a connection of its own: on one that was used before, HAProxy tells of a
 * server that broke off by closing it, as that server would have (RFC 9112, 9.3.1).
 */
function askerOf(url: string) {
  return async (path = '/', { body, ...options }: Question = {}) => {
    const outgoing = request(new URL(path, url), { ...options, agent: false });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    // After an early refusal nobody waits for the rest of the request.
    outgoing.on('error', () => {});
    return {
      status: response.statusCode ?? 0,
      text: await text(response),
      retry: response.headers['retry-after'],
    };
  };
}
