import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSync } from './testing.ts';

const ADDRESS = 'https://tea-atlas.example/teas/sencha';
const ROBOTS = /tea-atlas\.example\/robots\.txt/;
const CLOSED = 'User-agent: *\nDisallow: /';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
  sample.controls.answerWith(/^\/search/, {
    status: 200,
    body: { results: [{ url: ADDRESS }] },
  });
});
afterEach(() => sample.close());

const read = (known?: Map<string, string>) =>
  runSync(sample, { settings: { queries: ['Sencha'] }, ...(known ? { known } : {}) });
const answer = (match: RegExp, body: string | Uint8Array, more: object = {}) =>
  sample.controls.answerWith(match, { status: 200, body, ...more });
const asked = (path: string) => sample.controls.calls.filter((call) => call.includes(path)).length;

describe('robots.txt', () => {
  test.each([
    [200, 'User-agent: *\nDisallow: /tests/', true],
    [200, CLOSED, false],
    [401, CLOSED, true],
    [403, CLOSED, true],
    [404, CLOSED, true],
    [410, CLOSED, true],
    [429, '', false],
    [500, '', false],
    [503, '', false],
  ])('status %i', async (status, body, isRead) => {
    answer(ROBOTS, body, { status });
    const outcome = await read();
    expect(outcome.documents).toHaveLength(isRead ? 1 : 0);
    expect(outcome.failed).toHaveLength(isRead ? 0 : 1);
    expect(asked('/teas/')).toBe(isRead ? 1 : 0);
  });

  test('that fails once is asked for again', async () => {
    const stop = sample.controls.answerWith(ROBOTS, { status: 503, body: '' });
    const timer = setInterval(() => {
      if (asked('robots.txt') > 0) stop();
    });
    try {
      expect((await read()).documents).toHaveLength(1);
    } finally {
      clearInterval(timer);
    }
  });

  test.each([
    ['br', brotliCompressSync(CLOSED), 'insufficient_permissions'],
    ['GZIP', gzipSync(CLOSED), 'insufficient_permissions'],
    ['deflate', deflateRawSync(CLOSED), 'insufficient_permissions'],
    ['gzip', Buffer.from(CLOSED), 'upstream_error'],
    ['sdch', Buffer.from('User-agent: *\nAllow: /'), 'upstream_error'],
    ['identity', gzipSync('User-agent: *\nAllow: /'), 'upstream_error'],
  ])('in %s closes the site, read or not', async (encoding, body, code) => {
    answer(ROBOTS, body, { headers: { 'content-encoding': encoding } });
    expect((await read()).failed).toMatchObject([{ externalId: ADDRESS, code }]);
    expect(asked('/teas/')).toBe(0);
  });

  test('is read up to 500 KiB', async () => {
    const within = `${'# tea\n'.repeat(84_000)}${CLOSED}`;
    const beyond = `${'# tea\n'.repeat(86_000)}${CLOSED}`;
    const stop = answer(ROBOTS, within);
    expect((await read()).documents).toHaveLength(0);
    stop();
    answer(ROBOTS, beyond);
    expect((await read()).documents).toHaveLength(1);
  });

  test.each([
    [5, false],
    [6, true],
  ])('behind %i redirects, over other sites', async (hops, isRead) => {
    for (let hop = 0; hop < hops; hop += 1) {
      const from = hop === 0 ? ROBOTS : new RegExp(`leaf-weekly\\.example/r${hop}$`);
      const location = `https://leaf-weekly.example/r${hop + 1}`;
      sample.controls.answerWith(from, { status: 301, body: '', headers: { location } });
    }
    answer(new RegExp(`leaf-weekly\\.example/r${hops}$`), CLOSED);
    const outcome = await read();
    expect(outcome.documents).toHaveLength(isRead ? 1 : 0);
  });

  test('that leads into the network closes the site, and removes nothing', async () => {
    const first = await read();
    sample.controls.answerWith(ROBOTS, {
      status: 302,
      body: '',
      headers: { location: 'https://169.254.169.254/latest/meta-data' },
    });
    const second = await read(first.revisions);
    expect(second.failed).toMatchObject([{ externalId: ADDRESS, code: 'upstream_error' }]);
    expect(second.gone).toEqual([]);
  });

  test('that closes a site takes its pages away', async () => {
    const first = await read();
    answer(ROBOTS, CLOSED);
    expect((await read(first.revisions)).gone).toEqual([ADDRESS]);
  });
});

describe('a page', () => {
  const PAGE = /\/teas\/sencha$/;
  test.each([
    ['br', brotliCompressSync('<title>Sencha</title><p>Good tea')],
    ['deflate', deflateRawSync('<title>Sencha</title><p>Good tea')],
  ])('in %s is opened', async (encoding, body) => {
    answer(PAGE, body, { headers: { 'content-encoding': encoding } });
    expect((await read()).documents).toMatchObject([{ title: 'Sencha', body: 'Good tea' }]);
  });

  test('in a compression without a name is no text', async () => {
    answer(PAGE, gzipSync('<title>Sencha</title>'.repeat(99)));
    expect((await read()).failed).toMatchObject([{ reason: expect.stringContaining('no text') }]);
  });

  test('that fails once is asked for again', async () => {
    const stop = sample.controls.answerWith(PAGE, { status: 500, body: '' });
    const timer = setInterval(() => {
      if (asked('/teas/') > 0) stop();
    });
    try {
      expect((await read()).documents).toHaveLength(1);
    } finally {
      clearInterval(timer);
    }
  });

  test.each([
    ['bytes of UTF-8', '/th\u00c3\u00a9', '/th%C3%A9'],
    ['bytes of Latin-1', '/th\u00e9', '/th%E9'],
    ['relative', 'matcha', '/teas/matcha'],
    ['without a protocol', '//tea-atlas.example/teas/matcha', '/teas/matcha'],
    ['without https', 'http://tea-atlas.example/teas/matcha', '/teas/matcha'],
  ])('leads on by a Location %s', async (_, location, path) => {
    sample.controls.answerWith(PAGE, { status: 302, body: '', headers: { location } });
    if (path.includes('%')) answer(new RegExp(`${path}$`), '<title>There</title>');
    const [document] = (await read()).documents;
    expect(document?.externalId).toBe(`https://tea-atlas.example${path}`);
  });

  test('that asks not to be kept in one of several headers goes', async () => {
    const first = await read();
    const headers = { 'x-robots-tag': ['otherbot: noindex', 'nofollow, NoIndex'] };
    answer(PAGE, '<title>Sencha</title>', { headers });
    const second = await read(first.revisions);
    expect([second.gone, second.failed, second.documents]).toEqual([[ADDRESS], [], []]);
  });
});
