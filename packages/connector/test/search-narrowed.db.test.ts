import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { type GivenDocument, storeDocuments } from './stored-documents.ts';

const TENANT = 'org-narrowed';
const nobody = { kind: 'nobody', reason: 'not_read' } as const;
/** Better and fresher than all that is looked for, and more than one answer goes through. */
const before = (count: number): GivenDocument[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ title: `Budget ${n}`, body: 'The budget', author: 'Grace Hopper', path: ['Sales'] },
    updatedAt: '2026-05-01T00:00:00Z',
  }));
const looked: GivenDocument = {
  title: 'Notes',
  body: `A budget of long ago. ${'Other things. '.repeat(30)}`,
  author: 'Änne Öz (R+D) [x]^-\\.',
  path: ['HR', 'Handbook', 'Straße 1'],
  updatedAt: '2020-01-01T00:00:00Z',
};

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
  const hidden = { ...looked, title: 'Hidden', access: nobody };
  await storeDocuments(at.database, TENANT, [...before(230), looked, hidden]);
});
afterAll(() => at.close());

async function search(more: object): Promise<DocumentPage> {
  const answer = await at.ask('/documents/search', { tenant_id: TENANT, limit: 5, ...more });
  return documentPageSchema.parse(answer.json());
}
const titles = ({ data }: DocumentPage) => data.map(({ title }) => title);

describe.each([
  ['of a search', { query: 'budget' }],
  ['of the list', {}],
])('%s', (_name, asked) => {
  test.each([
    ['a part of the author, in whichever case', { author: 'änne ÖZ' }],
    ['an author composed of several signs', { author: 'A\u0308nne' }],
    ['signs that mean something in an expression', { author: '(r+d) [X]^-\\.' }],
    ['a part of the path', { path: 'handbook' }],
    ['steps of the path', { path: 'hr / handBOOK / straße' }],
    ['both', { path: 'hr', author: 'änne' }],
  ])('by %s: what stands behind hundreds of others, and nothing hidden', async (_by, narrowed) => {
    const page = await search({ ...asked, ...narrowed });
    expect([titles(page), page.total, page.next_cursor]).toEqual([['Notes'], 1, null]);
  });

  test('by date: only later ones, and all of them page by page', async () => {
    const narrowed = { ...asked, updated_after: '2026-04-30T22:00:00-01:00', limit: 100 };
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await search({ ...narrowed, ...(cursor ? { cursor } : {}) });
      for (const title of titles(page)) seen.add(title);
      expect(page.total).toBe(230);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect([seen.size, seen.has('Notes')]).toEqual([230, false]);
    expect((await search({ ...asked, updated_after: '2026-05-01T00:00:00Z' })).total).toBe(0);
    expect((await search({ ...asked, updated_after: '0000-01-01T00:00:00Z' })).total).toBe(231);
  });

  test('what fits nothing finds nothing', async () => {
    for (const author of ['.*', 'nobody', '***=x'])
      expect([author, (await search({ ...asked, author })).total]).toEqual([author, 0]);
  });
});
