import {
  SAMPLE_BRAVE_KEY,
  SAMPLE_TAVILY_KEY,
  type SampleWebsearch,
  startSampleWebsearch,
} from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSync } from './testing.ts';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
});
afterEach(() => sample.close());

const ONE = { queries: ['Sencha'] };
const brave = (settings: object) => ({
  settings: { provider: 'brave', url: undefined, ...settings },
  credentials: { api_key: SAMPLE_BRAVE_KEY },
});
const searches = () => sample.controls.calls.filter((call) => /[?&]q=|POST \/search/.test(call));
const removePage = (address: string) => {
  const { pages } = sample.controls.web;
  pages.splice(
    pages.findIndex((page) => sample.controls.addressOf(page) === address),
    1,
  );
};

describe('the pages found', () => {
  test('are fetched by us, and nothing of the provider’s texts is kept', async () => {
    sample.controls.answerWith(/^\/search/, {
      status: 200,
      body: {
        results: [
          {
            url: 'https://tea-atlas.example/teas/sencha?utm_source=x#top',
            title: 'CANARY',
            content: 'CANARY',
          },
        ],
      },
    });
    const synced = await runSync(sample, { settings: ONE });
    expect(synced.error).toBeUndefined();
    expect(synced.documents).toMatchObject([
      {
        externalId: 'https://tea-atlas.example/teas/sencha',
        title: 'Sencha: origin, harvest and taste',
        path: ['tea-atlas.example'],
      },
    ]);
    expect(synced.documents[0]?.body).toContain('**Sencha** is a green tea');
    expect(synced.documents[0]?.body).not.toContain('newsletter');
    expect(JSON.stringify(synced.pages)).not.toContain('CANARY');
  });

  test('respect robots.txt; one that cannot be read closes the site', async () => {
    const first = await runSync(sample, { settings: ONE });
    expect(first.documents).toHaveLength(2);
    expect(first.failed).toMatchObject([
      {
        url: expect.stringContaining('/tests/sencha'),
        code: 'insufficient_permissions',
        title: null,
      },
    ]);
    expect(sample.controls.calls.filter((call) => call.includes('/tests/'))).toEqual([]);
    sample.controls.switches.robotsStatus = 503;
    expect((await runSync(sample, { settings: ONE })).documents).toEqual([]);
    sample.controls.switches.robotsStatus = 403;
    expect((await runSync(sample, { settings: ONE })).documents).toHaveLength(3);
  });

  test('stay within the domains, also after a redirect', async () => {
    const settings = { ...ONE, allowed_domains: ['tea-atlas.example'] };
    expect((await runSync(sample, { settings })).documents.map(({ path }) => path[0])).toEqual([
      'tea-atlas.example',
    ]);
    sample.controls.answerWith(/teas\/sencha/, {
      status: 302,
      body: '',
      headers: { location: 'https://leaf-weekly.example/prices/june' },
    });
    const redirected = await runSync(sample, { settings });
    expect(redirected.failed).toMatchObject([{ code: 'blocked_address' }]);
    expect(sample.controls.calls.filter((call) => call.includes('leaf-weekly'))).toEqual([]);
    const blocked = { ...ONE, blocked_domains: ['brewing-notes.example'] };
    expect(JSON.stringify((await runSync(sample, { settings: blocked })).pages)).not.toContain(
      'brewing-notes',
    );
  });

  test('are never inside the network, whatever the operator allows for the sources', async () => {
    const urls = [
      `${sample.url.replace('127.0.0.1', 'localhost')}/a`,
      'http://169.254.169.254/latest',
      'https://10.0.0.1/',
      'ftp://x.example/',
      'javascript:alert(1)',
    ];
    sample.controls.answerWith(/^\/res/, {
      status: 200,
      body: { web: { results: [...urls, `${sample.url}/sites/x`].map((url) => ({ url })) } },
    });
    const synced = await runSync(sample, brave(ONE));
    expect(synced.documents).toEqual([]);
    expect(synced.failed.map(({ code }) => code)).toEqual(Array(4).fill('blocked_address'));
    expect(sample.controls.calls.filter((call) => !call.includes('/res/'))).toEqual([]);
  });
});

describe('a second sync', () => {
  test('writes nothing that has not changed, and keeps what was not found this time', async () => {
    const first = await runSync(sample, { settings: ONE });
    const second = await runSync(sample, { settings: ONE, known: first.revisions });
    expect(second.documents).toEqual([]);
    expect(second.unchanged.toSorted()).toEqual([...first.revisions.keys()].toSorted());
    sample.controls.answerWith(/^\/search/, { status: 200, body: { results: [] } });
    const third = await runSync(sample, { settings: ONE, known: first.revisions });
    expect(third.unchanged.toSorted()).toEqual([...first.revisions.keys()].toSorted());
  });

  test('lets go what is gone, left out, of no saved query, or not found for 30 days', async () => {
    const first = await runSync(sample, { settings: ONE });
    const known = first.revisions;
    const atlas = 'https://tea-atlas.example/teas/sencha';
    const named = async (change: Parameters<typeof runSync>[1]) => {
      const { documents, unchanged, failed } = await runSync(sample, {
        known,
        settings: ONE,
        ...change,
      });
      return [
        ...documents.map((one) => one.externalId),
        ...unchanged,
        ...failed.map((one) => one.externalId),
      ];
    };
    expect(await named({ settings: { queries: ['Matcha'] } })).not.toContain(atlas);
    expect(
      await named({ settings: { ...ONE, blocked_domains: ['tea-atlas.example'] } }),
    ).not.toContain(atlas);
    sample.controls.answerWith(/^\/search/, { status: 200, body: { results: [] } });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await named({ now: () => inDays(29) })).toContain(atlas);
    expect(await named({ now: () => inDays(32) })).not.toContain(atlas);
    removePage(atlas);
    expect(await named({})).not.toContain(atlas);
  });

  test('a page that fails for the moment is told of and stays', async () => {
    const first = await runSync(sample, { settings: ONE });
    sample.controls.answerWith(/teas\/sencha/, { status: 503, body: '' });
    const second = await runSync(sample, { settings: ONE, known: first.revisions });
    expect(second.failed.map(({ externalId }) => externalId)).toContain(
      'https://tea-atlas.example/teas/sencha',
    );
    expect(second.error).toBeUndefined();
  });
});

test('goes on from every checkpoint without asking a query twice', async () => {
  const settings = { queries: ['Sencha', 'customs duty on tea', 'Matcha'] };
  const whole = await runSync(sample, { settings });
  const total = searches().length;
  for (const [index, page] of whole.pages.slice(0, -1).entries()) {
    const before = searches().length;
    const rest = await runSync(sample, { settings, checkpoint: structuredClone(page.checkpoint) });
    const seen = [...whole.pages.slice(0, index + 1), ...rest.pages].flatMap(
      (one) => one.documents,
    );
    expect(new Set(seen.map((one) => one.externalId)).size).toBe(whole.revisions.size);
    expect(searches().length - before).toBeLessThan(total);
  }
});

describe('when a provider fails', () => {
  test('a query that cannot be run is told of, the others are, and nothing is taken for gone', async () => {
    const long = 'qq '.repeat(60).trim();
    const synced = await runSync(sample, brave({ queries: [long, 'Sencha'] }));
    expect(synced.error).toBeUndefined();
    expect(synced.documents.length).toBeGreaterThan(0);
    expect(synced.failed).toContainEqual({
      externalId: expect.stringMatching(/^query\//),
      title: `Saved query “${long}”`,
      url: null,
      code: 'validation_failed',
      reason: expect.stringContaining('at most 50 words'),
    });
    expect(synced.pages.at(-1)).toMatchObject({ checkpoint: null, end: { isComplete: false } });
    // With none that could be run, there is nothing to complete.
    expect((await runSync(sample, brave({ queries: [long] }))).error).toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('None of the 1'),
    });
  });

  test('silent engines end the run as failed', async () => {
    sample.controls.switches.enginesUnresponsive = true;
    expect((await runSync(sample, { settings: ONE })).error).toMatchObject({
      code: 'upstream_error',
    });
  });

  test('a used up quota is not asked again, a busy second is waited for', async () => {
    sample.controls.switches.quotaUsedUp = true;
    const refused = await runSync(sample, brave({ queries: ['Sencha', 'Matcha'] }));
    expect(refused.error).toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('month'),
    });
    expect(searches()).toHaveLength(1);
    Object.assign(sample.controls.switches, { quotaUsedUp: false, throttledCalls: 1 });
    const waited = await runSync(sample, brave(ONE));
    expect(waited.error).toBeUndefined();
    expect(waited.waits).toHaveLength(1);
  });

  test('no saved queries is said instead of removing everything', async () => {
    const known = new Map([['https://tea-atlas.example/teas/sencha', 'x.y.1']]);
    expect((await runSync(sample, { settings: { queries: [] }, known })).error).toMatchObject({
      code: 'not_configured',
    });
  });
});

test('Brave reads page after page although they overlap, and up to the limit', async () => {
  sample.controls.switches.overlap = 5;
  const synced = await runSync(sample, brave({ queries: ['tea'], results_per_query: 45 }));
  expect(synced.revisions.size + synced.failed.length).toBe(45);
  expect(searches()).toHaveLength(3);
  expect(searches().at(-1)).toContain('offset=2');
});

test('Tavily is given the domains and asked once', async () => {
  const settings = {
    provider: 'tavily',
    url: undefined,
    queries: ['tea'],
    allowed_domains: ['leaf-weekly.example'],
  };
  const synced = await runSync(sample, { settings, credentials: { api_key: SAMPLE_TAVILY_KEY } });
  expect(synced.documents).toHaveLength(20);
  expect(searches()).toHaveLength(1);
});
