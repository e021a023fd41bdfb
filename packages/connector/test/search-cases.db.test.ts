import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { WORD_CASES } from './search-cases.ts';
import { FORM_CASES } from './search-cases-forms.ts';
import { SCRIPT_CASES } from './search-cases-scripts.ts';
import { storeDocuments } from './stored-documents.ts';

const SEARCH_CASES = [...WORD_CASES, ...FORM_CASES, ...SCRIPT_CASES];

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
  for (const [index, { document }] of SEARCH_CASES.entries()) {
    await storeDocuments(at.database, `org-${index}`, [document]);
  }
});
afterAll(() => at.close());

async function search(tenantId: string, query: string): Promise<DocumentPage> {
  const answer = await at.ask('/documents/search', { tenant_id: tenantId, limit: 10, query });
  return documentPageSchema.parse(answer.json());
}

/** Which of these find the one document that there is. */
async function finding(tenantId: string, queries: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const query of queries) if ((await search(tenantId, query)).total === 1) found.push(query);
  return found;
}

test.each(SEARCH_CASES.map((one, index) => [one.kind, index, one] as const))(
  '%s (%i)',
  async (_, index, { finds, misses = [] }) => {
    expect(await finding(`org-${index}`, finds)).toEqual(finds);
    expect(await finding(`org-${index}`, misses)).toEqual([]);
  },
);

test('what a form of a word stands for is marked in the excerpt', async () => {
  const [asked] = FORM_CASES.entries();
  const [index] = asked ?? [0];
  const { data } = await search(`org-${WORD_CASES.length + index}`, 'teach');
  expect(data[0]?.excerpt).toContain('\uE000taught\uE001');
});
