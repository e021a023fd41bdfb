import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createCertificate } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Egress } from './egress.ts';
import type { SourceHttp } from './source-http.ts';
import { type Handler, startLoopback } from './testing.ts';

let loopback: Awaited<ReturnType<typeof startLoopback>>;
let handle: Handler;
let base: string;
let egress: Egress;
let http: SourceHttp;
let waits: (Date | null)[];

beforeAll(async () => {
  loopback = await startLoopback();
  loopback.answer((request, response) => handle(request, response));
  ({ base, egress, http, waits } = loopback);
});
afterAll(() => loopback.close());
beforeEach(() => {
  waits.length = 0;
});

describe('answers', () => {
  test('JSON body, headers and address', async () => {
    handle = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-who': 'me' });
      response.end(JSON.stringify({ method: request.method, url: request.url }));
    };
    const answer = await http.send({ url: `${base}/a?b=c+d`, body: { x: 1 } });
    expect(answer.json()).toEqual({ method: 'POST', url: '/a?b=c+d' });
    expect(answer.headers.get('x-who')).toBe('me');
  });

  test('JSON that would hold up everybody is refused, small as it comes', async () => {
    handle = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(2_000_000, '[')));
    };
    const answer = await http.send({ url: base });
    expect(() => answer.json()).toThrow(/more parts than are read at once/);
  });

  test('gzip is opened, and counts by its opened size', async () => {
    handle = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(1_000_000, 97)));
    };
    expect((await http.send({ url: base })).body.length).toBe(1_000_000);
    await expect(http.send({ url: base, maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'upstream_error',
    });
  });

  test('what is larger is cut where that is asked for', async () => {
    const long = Buffer.alloc(1_000_000, 97);
    const limit = { maxBytes: 100_000, cutsLonger: true };
    handle = (_, response) => response.end(long);
    expect((await http.send({ url: base, ...limit })).body.length).toBe(100_000);
    handle = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(long));
    expect((await http.send({ url: base, ...limit })).body.length).toBe(100_000);
  });

  test('of a refusal only the beginning is read, however long it is', async () => {
    const long = Buffer.alloc(2_000_000, 'a');
    for (const body of [long, gzipSync(long)]) {
      const coding = body === long ? {} : { 'content-encoding': 'gzip' };
      handle = (_, response) => response.writeHead(403, coding).end(body);
      const answer = await http.send({ url: base, maxBytes: 1_000_000 });
      expect([answer.status, answer.text().length]).toEqual([403, 256 * 1024]);
    }
  });

  test('each line of a header can be told from the others', async () => {
    handle = (_, response) =>
      response
        .writeHead(200, [...['x-robots-tag', 'googlebot: nofollow', 'x-robots-tag', 'noindex']])
        .end();
    const answer = await http.send({ url: base });
    expect(answer.headerLines('X-Robots-Tag')).toEqual(['googlebot: nofollow', 'noindex']);
    expect(answer.headerLines('x-none')).toEqual([]);
  });

  test('an endless answer is cut', async () => {
    handle = (_, response) => {
      const part = Buffer.alloc(64 * 1024);
      // Endless for whoever reads it, and not for whatever else this process has to test.
      const more = (failure?: Error | null) => {
        if (!failure) response.write(part, (failed) => setImmediate(more, failed));
      };
      more();
    };
    await expect(http.send({ url: base, maxBytes: 200_000 })).rejects.toMatchObject({
      code: 'upstream_error',
    });
  });

  test('a web page where data is due', async () => {
    handle = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Log in</html>');
    };
    const answer = await http.send({ url: base });
    expect(() => answer.json()).toThrow(expect.objectContaining({ code: 'wrong_edition' }));
  });

  test('one that never comes', async () => {
    handle = () => {};
    await expect(http.send({ url: base, timeoutMs: 100 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  test('one that drips', async () => {
    handle = (_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(http.send({ url: base, timeoutMs: 150 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });
});

describe('transport errors by name', () => {
  test('nobody listens', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    await expect(http.send({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  test('a certificate that nobody vouches for, without a request', async () => {
    const pem = createCertificate(1, ['127.0.0.1']);
    let visits = 0;
    const server = createSecureServer({ key: pem, cert: pem }, (_, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(http.send({ url })).rejects.toMatchObject({ code: 'tls_error' });
    expect(visits).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  test('https to an http port', async () => {
    const target = base.replace('http:', 'https:');
    await expect(http.send({ url: target })).rejects.toMatchObject({ code: 'tls_error' });
  });

  test('not HTTP at all', async () => {
    const odd = createTcpServer((socket) => {
      socket.write('SSH-2.0-hello\r\n', () => socket.destroy());
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const { port } = odd.address() as AddressInfo;
    await expect(http.send({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'unreachable',
    });
    await new Promise((resolve) => odd.close(resolve));
  });

  test('reset in the middle', async () => {
    handle = (_, response) => {
      response.write('{');
      response.socket?.destroy();
    };
    await expect(http.send({ url: base })).rejects.toMatchObject({
      code: expect.stringMatching(/unreachable|upstream_error/),
    });
  });
});

describe('patience', () => {
  const failing = (times: number, status: number, retryAfter?: string): Handler => {
    let left = times;
    return (_, response) => {
      const isFailure = left-- > 0;
      const extra = isFailure && retryAfter !== undefined ? { 'retry-after': retryAfter } : {};
      response.writeHead(isFailure ? status : 200, extra).end('{}');
    };
  };

  test.each([429, 502, 503, 504])('%i is tried again, and the wait is told', async (status) => {
    handle = failing(1, status, '0.05');
    expect((await http.send({ url: base, retry: 'patient' })).status).toBe(200);
    expect(waits).toEqual([expect.any(Date), null]);
  });

  test('not in a verification', async () => {
    handle = failing(1, 503);
    expect((await http.send({ url: base })).status).toBe(503);
  });

  test('429 with “at once” waits a time of our own', async () => {
    handle = failing(1, 429, '0');
    const startedAt = performance.now();
    expect((await http.send({ url: base, retry: 'patient' })).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(490);
    expect(waits).toHaveLength(2);
  });

  test('a source that asks for hours ends the run', async () => {
    handle = failing(1, 429, '7200');
    await expect(http.send({ url: base, retry: 'patient' })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  test('a wait ends when the run does', async () => {
    const run = new AbortController();
    const own = egress.openHttp({
      signal: run.signal,
      onWaiting: () => run.abort(new Error('cancelled')),
    });
    handle = failing(1, 503, '60');
    await expect(own.send({ url: base, retry: 'patient' })).rejects.toThrow('cancelled');
  });
});
