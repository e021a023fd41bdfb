import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { proveEnds } from '../testing/prove-ends.ts';
import { proveFields } from '../testing/prove-fields.ts';
import { readToEnd } from '../testing/read-to-end.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import type { SharePointContext } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { inProcess } from './test-in-process.ts';
import { openRun, runSync } from './testing.ts';

// A whole sync for each field of each answer, and for each trouble of each list.
vi.setConfig({ testTimeout: 120_000 });

let sample: SampleSharePoint;
beforeEach(async () => {
  sample = await startSampleSharePoint({ switches: { largestPage: 2 } });
  makeSmall(sample);
});
afterEach(() => sample.close());
withoutWaiting();

/** One site has some of everything, each in a list of three pages; the others have next to nothing. */
function makeSmall({ controls: { tenant } }: SampleSharePoint) {
  const [first] = tenant.libraries.filter(({ id }) => id === tenant.items[0]?.driveId);
  const siteId = first?.siteId ?? '';
  const text = tenant.items.find(({ kind }) => kind === 'file');
  if (!first || !text) throw new Error('the sample is empty');
  const folder = tenant.items.find(
    ({ kind, driveId }) => kind === 'folder' && driveId === first.id,
  );
  tenant.libraries = [0, 1, 2, 3, 4].map((index) => ({
    ...first,
    id: index === 0 ? first.id : `b!library-${index}0`,
    name: `Library ${index}`,
    urlName: `Library ${index}`,
  }));
  const file = (index: number, change: object = {}) => ({
    ...text,
    id: `01FILE${String(index).padStart(26, '0')}`,
    driveId: first.id,
    parentId: index === 0 ? (folder?.id ?? null) : null,
    name: `Note ${index}.txt`,
    mimeType: 'text/plain',
    content: Buffer.from(`Text ${index}`),
    readers: [{ user: 'Ana Lindqvist' }, { group: 'Members' }, { link: 'organization' as const }],
    changedAt: index + 2,
    ...change,
  });
  const others = tenant.libraries
    .slice(1)
    .map(({ id: driveId }, index) => file(10 + index, { driveId }));
  const files = [0, 1, 2, 3, 4].map((index) => file(index));
  const folders = folder ? [{ ...folder, parentId: null, changedAt: 1 }] : [];
  tenant.items = [...folders, ...files, ...others];
  tenant.pages = tenant.pages.slice(0, 5).map((page, index) => ({
    ...page,
    siteId,
    level: 'published',
    html: [`<p>Page ${index}</p>`],
  }));
}

const decides = [
  // The lists and the ids in them.
  / value(\[\])?$/,
  / (value\[\]\.)?id$/,
  / @odata\.(nextLink|deltaLink)$/,
  // What an item is, and whether a page is meant to be read.
  / (value\[\]\.)?(file|folder|root|publishingState|publishingState\.level)$/,
  // Whether it is a site to read, or somebody's own store.
  /getAllSites.* value\[\]\.webUrl$/,
];
const opens = [/token access_token$/];

const open = ({ through }: RunChange) =>
  openRun(sample, {
    through: (http) => {
      const direct = inProcess(sample)(http);
      return through?.(direct) ?? direct;
    },
  });

test('no field of an answer stops a first sync or removes a document', async () => {
  expect(await proveFields({ driver: { sync }, open, decides, opens })).toEqual([]);
});

test('nor a later sync', async () => {
  const { kept } = await runSync(sample, { through: inProcess(sample) });
  const [file, other] = sample.controls.tenant.items.filter(({ kind }) => kind === 'file');
  for (const item of [file, other]) {
    sample.controls.edit(item?.id ?? '', { contentVersion: 2, content: Buffer.from('New') });
  }
  for (const page of sample.controls.tenant.pages.slice(0, 2)) page.version += 1;
  const proof = { driver: { sync }, open, decides, opens, stored: kept };
  expect(await proveFields(proof)).toEqual([]);
});

test('nor the reading of single items', async () => {
  const { documents } = await runSync(sample, { through: inProcess(sample) });
  const items = documents
    .filter(({ title }) => /Note [01]|warehouse/.test(title))
    .map(({ externalId, title, url }) => ({ externalId, title, url }));
  const again = (context: SharePointContext) => readToEnd(readAgain(context, items));
  const proof = { driver: { sync: again }, open, decides, opens };
  expect(await proveFields(proof)).toEqual([]);
});

test('the end of each list is proven, or nothing goes', async () => {
  const drive = sample.controls.tenant.items[0]?.driveId ?? '';
  const site = sample.controls.tenant.libraries[0]?.siteId ?? '';
  const items = ['value'];
  const link = ['@odata.nextLink'];
  const ends = (pattern: RegExp) => (url: URL) => pattern.test(decodeURIComponent(url.pathname));
  const breaches = await proveEnds({
    driver: { sync },
    open,
    listings: [
      { name: 'sites', isAsked: ends(/getAllSites$/), items, link, ghost: 'b!elsewhere/01' },
      { name: 'libraries of a site', isAsked: ends(/\/drives$/), items, link, ghost: 'b!gone/01' },
      { name: 'files of a library', isAsked: ends(/\/delta$/), items, link, ghost: `${drive}/01` },
      {
        name: 'pages of a site',
        isAsked: ends(/sitePage$/),
        items,
        link,
        ghost: `page/${site}/01`,
      },
    ],
  });
  expect(breaches).toEqual([]);
});

test.each(['a/b', 'a b', 'a\u0007b', 'x'.repeat(500)])(
  'an id that Graph does not have is that of no document of ours: %j',
  async (id) => {
    const [odd, ...others] = sample.controls.tenant.items.filter(({ kind }) => kind === 'file');
    if (!odd) throw new Error('no such file');
    odd.id = id;
    const first = await runSync(sample, { through: inProcess(sample) });
    // Nobody can say what it was: the sync ends and says so, and nothing is missing but that file.
    expect(first).toMatchObject({ error: undefined, failed: [{ code: 'list_unproven' }] });
    const ids = [...first.stored.keys()].filter((one) => !one.startsWith('page/'));
    expect(ids.toSorted()).toEqual(others.map((one) => `${one.driveId}/${one.id}`).toSorted());
  },
);
