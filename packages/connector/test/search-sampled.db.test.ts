import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { type GivenDocument, storeDocuments } from './stored-documents.ts';

// A search looks at the hundred documents that changed last, and takes its way from what it sees. These
// are the searches for which that says something else than what there is.

const TENANT = 'org-sampled';
const COUNT = 1_600;
const FRESH = 100;
const FIRST_MINUTE = Date.parse('2026-01-01T00:00:00Z');

/** The last one changed last. All tell of the year, the fresh ones alone of a budget. */
const documents = Array.from({ length: COUNT }, (_, at): GivenDocument => {
  const isFresh = at >= COUNT - FRESH;
  return {
    title: at === 0 ? 'The year as a whole' : `Report ${at}`,
    body: isFresh ? 'The budget of this year' : 'What became of that year',
    updatedAt: new Date(FIRST_MINUTE + at * 60_000).toISOString(),
  };
});

let at: Awaited<ReturnType<typeof openConnectorApp>>;
let ids: string[];
beforeAll(async () => {
  at = await openConnectorApp();
  ({ ids } = await storeDocuments(at.database, TENANT, documents));
}, 60_000);
afterAll(() => at.close());

async function search(more: object): Promise<DocumentPage> {
  const asked = { tenant_id: TENANT, limit: 10, ...more };
  return documentPageSchema.parse((await at.ask('/documents/search', asked)).json());
}

test('words that only fresh documents hold are counted, and not taken for words of most', async () => {
  const page = await search({ query: 'budget' });
  expect([page.total, page.has_more_than_total]).toEqual([FRESH, undefined]);
  expect(page.data.map(({ id }) => id)).toEqual(ids.slice(-10).toReversed());
  expect(page.next_cursor).not.toBeNull();
});

test('of words that most documents hold, one with them in its title comes first, however old', async () => {
  const first = await search({ query: 'year' });
  expect([first.total, first.has_more_than_total]).toEqual([1_000, true]);
  expect(first.data[0]?.id).toBe(ids[0]);
  const second = await search({ query: 'year', cursor: first.next_cursor });
  const seen = [...first.data, ...second.data].map(({ id }) => id);
  expect(new Set(seen).size).toBe(20);
});

test('a word that stands in one old document is found', async () => {
  const page = await search({ query: 'whole' });
  expect([page.total, page.data[0]?.id]).toEqual([1, ids[0]]);
});
