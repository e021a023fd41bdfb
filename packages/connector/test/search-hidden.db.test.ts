import { randomUUID } from 'node:crypto';
import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { type GivenDocument, storeDocuments } from './stored-documents.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());

const nobody = { kind: 'nobody', reason: 'not_read' } as const;
const shown = (count: number): GivenDocument[] =>
  Array.from({ length: count }, (_, n) => ({
    title: `Shown ${n}`,
    body: 'The budget of the year',
  }));
/** Better, fresher and more than all that may be read. */
const hidden = (count: number): GivenDocument[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ title: `Secret budget ${n}`, body: 'budget '.repeat(20) },
    ...{ updatedAt: '2030-01-01T00:00:00Z', access: nobody },
  }));

async function search(tenantId: string, more: object): Promise<DocumentPage> {
  const asked = { tenant_id: tenantId, limit: 5, query: 'budget', ...more };
  return documentPageSchema.parse((await at.ask('/documents/search', asked)).json());
}

/** Without what differs by chance alone. */
const comparable = ({ data, total, has_more_than_total, next_cursor }: DocumentPage) => ({
  ...{ total, has_more_than_total, hasNext: next_cursor !== null },
  documents: data.map(({ title, excerpt, passage }) => ({ title, excerpt, passage })),
});

test('what a reader may not read changes nothing that the reader sees', async () => {
  await storeDocuments(at.database, 'org-plain', shown(12));
  await storeDocuments(at.database, 'org-mixed', [...shown(12), ...hidden(40)]);
  for (const query of [
    'budget',
    'budg',
    '"the budget"',
    'who plans the budget of a year',
    'secret',
  ]) {
    const plain = await search('org-plain', { query, limit: 20 });
    const mixed = await search('org-mixed', { query, limit: 20 });
    const byTitle = (page: DocumentPage) => ({
      ...comparable(page),
      documents: comparable(page).documents.toSorted((a, b) => (a.title < b.title ? -1 : 1)),
    });
    expect(byTitle(mixed)).toEqual(byTitle(plain));
  }
});

test('hidden documents make no word of a sentence rarer than it is', async () => {
  const sentence = { query: 'budget zebra savannah lions', limit: 100 };
  const zebra = { title: 'Zebra', body: 'Eats grass' };
  await storeDocuments(at.database, 'org-few', [zebra, ...shown(60)]);
  await storeDocuments(at.database, 'org-few-mixed', [zebra, ...shown(60), ...hidden(120)]);
  const plain = comparable(await search('org-few', sentence));
  expect(plain.documents.map(({ title }) => title)).toEqual(['Zebra']);
  expect(comparable(await search('org-few-mixed', sentence))).toEqual(plain);
});

test('pages are full, hold each document once, and their cursors hold only shown ones', async () => {
  const { ids } = await storeDocuments(at.database, 'org-paged', [...shown(13), ...hidden(30)]);
  const seen: string[] = [];
  let cursor: string | null = null;
  const sizes: number[] = [];
  do {
    const page: DocumentPage = await search('org-paged', cursor === null ? {} : { cursor });
    sizes.push(page.data.length);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
    if (cursor !== null) expect(Buffer.from(cursor, 'base64url').toString()).toContain(seen.at(-1));
  } while (cursor !== null);
  expect(sizes).toEqual([5, 5, 3]);
  expect(new Set(seen)).toEqual(new Set(ids.slice(0, 13)));
});

test('more than a thousand are not counted, and the number says so', async () => {
  await storeDocuments(at.database, 'org-many', shown(1_001));
  const many = await search('org-many', {});
  expect([many.total, many.has_more_than_total]).toEqual([1_000, true]);
  await storeDocuments(at.database, 'org-fewer', [...shown(1_000), ...hidden(1)]);
  const fewer = await search('org-fewer', {});
  expect([fewer.total, fewer.has_more_than_total]).toEqual([1_000, undefined]);
});

test('a cursor that is not of ours begins at the beginning', async () => {
  const first = await search('org-paged', {});
  for (const values of [[1, 'x'], [0, 1, 2, '-'.repeat(36)], [null, null, null, null], 'x']) {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
    expect(comparable(await search('org-paged', { cursor }))).toEqual(comparable(first));
  }
});

test.each([1e300, -1e300, -9e14, 1e16, 5e-324, 0.5])(
  'a cursor with %s in it is none of ours either, and no fault of the database',
  async (number) => {
    const id = randomUUID();
    for (const values of [
      [number, 1, 1, id],
      [1, number, 1, id],
      [1, 1, number, id],
      [number, id],
    ]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      const isList = values.length === 2;
      const asked = {
        tenant_id: 'org-paged',
        limit: 5,
        cursor,
        ...(isList ? {} : { query: 'budget' }),
      };
      const answer = await at.ask('/documents/search', asked);
      expect([values, answer.statusCode]).toEqual([values, 200]);
    }
  },
);
