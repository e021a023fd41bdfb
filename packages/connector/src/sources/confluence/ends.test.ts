import { afterAll, describe, expect, it } from 'vitest';
import type { Listing } from '../testing/end-troubles.ts';
import { proveEnds } from '../testing/prove-ends.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { confluence } from './index.ts';
import { withinProcess } from './test-in-process.ts';
import { siteOfLongLists } from './test-site.ts';
import { itemOf, openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);
withoutWaiting();

const GHOST = '99000099';
const RESULTS = { items: ['results'], link: ['_links', 'next'], ghost: GHOST };
const asks =
  (path: RegExp, cql = /^/) =>
  (url: URL) =>
    path.test(url.pathname) && cql.test(url.searchParams.get('cql') ?? '');

/** On Data Center what came is counted. */
const COUNTED = { ...RESULTS, isCounted: true };
const LISTINGS: Record<'cloud' | 'data_center', { all: Listing[]; found: Listing[] }> = {
  cloud: {
    all: [
      { ...RESULTS, name: 'spaces', isAsked: asks(/\/api\/v2\/spaces$/) },
      { ...RESULTS, name: 'pages', isAsked: asks(/\/spaces\/\d+\/pages$/) },
      { ...RESULTS, name: 'blog posts', isAsked: asks(/\/spaces\/\d+\/blogposts$/) },
      { ...RESULTS, name: 'files', isAsked: asks(/\/pages\/\d+\/attachments$/) },
    ],
    found: [{ ...RESULTS, name: 'what labels choose', isAsked: asks(/content\/search$/) }],
  },
  data_center: {
    all: [
      { ...COUNTED, name: 'spaces', isAsked: asks(/\/rest\/api\/space$/) },
      { ...COUNTED, name: 'pages', isAsked: asks(/content\/search$/, /type = page /) },
      { ...COUNTED, name: 'blog posts', isAsked: asks(/content\/search$/, /type = blogpost /) },
      { ...COUNTED, name: 'files', isAsked: asks(/\/child\/attachment$/) },
    ],
    found: [{ ...COUNTED, name: 'what labels choose', isAsked: asks(/content\/search$/, /label/) }],
  },
};

describe.each(['cloud', 'data_center'] as const)(
  'an end of a list of %s that is wrong',
  (edition) => {
    const prove = async (which: 'all' | 'found', settings: object) => {
      const content = siteOfLongLists();
      const sample = await start({ edition, content, switches: { largestLimit: 3 } });
      const page = itemOf(sample, 'Gyokuro').id;
      const listings = LISTINGS[edition][which].map((listing) =>
        listing.name === 'files' ? { ...listing, ghost: `${page}/att99000099` } : listing,
      );
      const open = (change: RunChange) =>
        openRun(sample, { settings, ...withinProcess(sample, change) });
      return proveEnds({ driver: confluence, open, listings });
    };

    it('removes nothing and is told of: spaces, pages, blog posts, files', async () => {
      expect(await prove('all', { attachments: true })).toEqual([]);
    }, 120_000);

    it.each([{ include_labels: ['lot'] }, { exclude_labels: ['lot'] }])(
      'removes nothing and is told of: %o',
      async (labels) => {
        expect(await prove('found', { spaces: ['TEA'], ...labels })).toEqual([]);
      },
      60_000,
    );
  },
);
