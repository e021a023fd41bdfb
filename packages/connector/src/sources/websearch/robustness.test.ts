import {
  SAMPLE_BRAVE_KEY,
  SAMPLE_TAVILY_KEY,
  type SampleWebsearch,
  startSampleWebsearch,
} from '@rita/sample-sources';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { proveFields } from '../testing/prove-fields.ts';
import { answerWith } from '../testing/recorded-answers.ts';
import type { RunChange } from '../testing/source-run.ts';
import { sync } from './sync.ts';
import { openRun, runReadAgain, runSync } from './testing.ts';

// A whole sync for each field of each answer.
vi.setConfig({ testTimeout: 60_000 });

// No test changes anything at the sample, for most wait before they repeat a call, and side by side.
let sample: SampleWebsearch;
let sampleWithoutRobots: SampleWebsearch;
beforeAll(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
  sampleWithoutRobots = await startSampleWebsearch({ realDomains: true });
  // What a site closes to robots is no lack of an answer.
  sampleWithoutRobots.controls.web.robots = {};
});
afterAll(() => Promise.all([sample.close(), sampleWithoutRobots.close()]));

const CHANGES = {
  searxng: { settings: { queries: ['Sencha', 'Matcha'] } },
  brave: {
    settings: { provider: 'brave', url: undefined, queries: ['Sencha', 'Matcha'] },
    credentials: { api_key: SAMPLE_BRAVE_KEY },
  },
  tavily: {
    settings: { provider: 'tavily', url: undefined, queries: ['Sencha', 'Matcha'] },
    credentials: { api_key: SAMPLE_TAVILY_KEY },
  },
};
const PROVIDERS = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

test.each(PROVIDERS)('%s: no field of an answer stops a sync or removes a page', async (name) => {
  const breaches = await proveFields({
    driver: { sync },
    open: (change) => openRun(sampleWithoutRobots, { ...CHANGES[name], ...change }),
    decides: [/results(\[\]( |$|\.url))?$/, / results$/, /web(\.results)?$/],
  });
  expect(breaches).toEqual([]);
});

/** Answers a search in turn, and the last for ever; `undefined` is the right answer. */
function answering(...answers: (object | number | undefined)[]) {
  let asked = 0;
  const isSearch = (url: URL) =>
    /\/search$/.test(url.pathname) && !url.hostname.endsWith('.example');
  const through: RunChange['through'] = (http) => ({
    send: async (request) => {
      const answer = await http.send(request);
      if (!isSearch(new URL(request.url))) return answer;
      const given = answers[Math.min(asked++, answers.length - 1)];
      if (given === undefined) return answer;
      return typeof given === 'number' ? { ...answer, status: given } : answerWith(answer, given);
    },
  });
  return { through, asked: () => asked };
}

/** A page of results in the words of each provider. */
const results = (addresses: string[], hasMore?: boolean | null) => {
  const list = addresses.map((url) => ({ url, title: 'T' }));
  return {
    results: list,
    web: { results: list },
    ...(hasMore === undefined ? {} : { query: { more_results_available: hasMore } }),
  };
};
const SENCHA = 'https://tea-atlas.example/teas/sencha';
const MATCHA = 'https://tea-atlas.example/teas/matcha';

describe.concurrent('the end of a search proves nothing', () => {
  const one = (name: keyof typeof CHANGES, through: RunChange['through']) => ({
    ...CHANGES[name],
    settings: { ...CHANGES[name].settings, queries: ['Sencha'], results_per_query: 50 },
    ...(through ? { through } : {}),
  });
  const known = new Map([
    [SENCHA, 'older'],
    [MATCHA, 'older'],
  ]);

  test.each([
    ['an empty page, more said to follow', [results([], true), results([MATCHA], false)], 1, 2],
    ['empty pages with more for ever', [results([], true)], 0, 2],
    ['the same page for ever', [results([SENCHA], true)], 1, 3],
    ['more is null', [results([SENCHA], null), results([], null)], 1, 2],
    ['more is missing', [results([SENCHA]), results([])], 1, 2],
    ['it fails once', [500, results([SENCHA], false)], 1, 2],
  ])('Brave: %s', async (_, answers, found, calls) => {
    const { through, asked } = answering(...answers);
    const outcome = await runSync(sample, { ...one('brave', through), known });
    expect([outcome.error, outcome.failed, outcome.gone]).toEqual([undefined, [], []]);
    expect(outcome.documents.length).toBe(2);
    expect(asked()).toBe(calls);
    const { through: again } = answering(...answers);
    const first = await runSync(sample, one('brave', again));
    expect(first.documents).toHaveLength(found);
  });

  test.each(PROVIDERS)('%s: a search that fails once is asked for again', async (name) => {
    const { through, asked } = answering(500, undefined);
    const outcome = await runSync(sample, one(name, through));
    expect(outcome.error).toBeUndefined();
    expect(outcome.documents.length).toBeGreaterThan(0);
    expect(asked()).toBeGreaterThan(1);
  });

  test.each(['searxng', 'brave'] as const)(
    '%s: what came before a page that fails for ever is read, and it is told',
    async (name) => {
      const { through } = answering(results([SENCHA], true), 500);
      const outcome = await runSync(sample, { ...one(name, through), known });
      expect(outcome.error).toBeUndefined();
      expect(outcome.documents.map(({ externalId }) => externalId)).toContain(SENCHA);
      expect(outcome.failed).toMatchObject([
        { title: 'Saved query “Sencha”', code: 'upstream_error' },
      ]);
      expect(outcome).toMatchObject({ gone: [], end: { isComplete: false } });
    },
  );

  test.each(PROVIDERS)('%s: of two queries one fails for ever', async (name) => {
    const through: RunChange['through'] = (http) => ({
      send: async (request) => {
        const isIt = `${request.url} ${JSON.stringify(request.body)}`.includes('Matcha');
        const answer = await http.send(request);
        return isIt ? { ...answer, status: 500 } : answer;
      },
    });
    const outcome = await runSync(sample, { ...CHANGES[name], through, known });
    expect(outcome.error).toBeUndefined();
    expect(outcome.failed).toContainEqual(
      expect.objectContaining({ title: 'Saved query “Matcha”', code: 'upstream_error' }),
    );
    expect(outcome).toMatchObject({ gone: [], end: { isComplete: false } });
    const item = outcome.failed.filter(({ externalId }) => externalId.startsWith('query/'));

    // Read again: still failing, then mended, then no query of the connection any more.
    const still = await runReadAgain(sample, item, { ...CHANGES[name], through });
    expect(still.failed).toMatchObject([{ externalId: item[0]?.externalId }]);
    expect(still.removed).toEqual([]);
    const mended = await runReadAgain(sample, item, CHANGES[name]);
    expect(mended.documents.map(({ externalId }) => externalId)).toContain(MATCHA);
    expect(mended.removed).toEqual([item[0]?.externalId]);
    const settings = { ...CHANGES[name].settings, queries: ['Sencha'] };
    const gone = await runReadAgain(sample, item, { ...CHANGES[name], settings });
    expect(gone).toMatchObject({ documents: [], failed: [], removed: [item[0]?.externalId] });
  });

  test('a result without an address is told of, and the others are read', async () => {
    const page = { results: [{ title: 'No address' }, { url: SENCHA }, { url: 'no address' }] };
    const { through } = answering(page, { results: [] });
    const outcome = await runSync(sample, one('searxng', through));
    expect(outcome.documents.map(({ externalId }) => externalId)).toEqual([SENCHA]);
    expect(outcome.failed).toMatchObject([{ reason: expect.stringContaining('2 results') }]);
  });
});
