import { documentGetAnswerSchema, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { storeDocuments } from './stored-documents.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());

const filler = 'Nothing of interest stands here, line after line after line.\n\n'.repeat(6);
const BODY = [
  `# Travel\n\n${filler}`,
  `## By train 🚆\n\n${filler}Second class below three hours.\n\n`,
  `## By plane\n\n${filler}Your lead approves each flight **first**.\n\n`,
  `### Lounges\n\n${filler}Lounges are not paid, whatever the flight costs.\n`,
].join('');

async function search(tenantId: string, query: string) {
  const answer = await at.ask('/documents/search', { tenant_id: tenantId, limit: 5, query });
  return documentPageSchema.parse(answer.json()).data;
}

test('a search cites the passage that says the most, with its place and headings', async () => {
  await storeDocuments(at.database, 'org-cite', [{ title: 'Policy', body: BODY }]);
  const [found] = await search('org-cite', 'who approves flights');
  expect(found?.passage?.heading).toEqual(['Travel', 'By plane']);
  const { start = 0, end = 0 } = found?.passage ?? {};
  expect(BODY.slice(start, end)).toMatch(/^## By plane\n[\s\S]*\*\*first\*\*\.\n\n$/);
  expect(found?.excerpt).toContain('lead \uE000approves\uE001 each \uE000flight\uE001 first.');
  const [other] = await search('org-cite', 'lounges');
  expect(other?.passage?.heading).toEqual(['Travel', 'By plane', 'Lounges']);
});

test('a document carries its passages, which are all of its text', async () => {
  const { ids } = await storeDocuments(at.database, 'org-whole', [{ title: 'Policy', body: BODY }]);
  const asked = { tenant_id: 'org-whole', document_id: ids[0] };
  const answer = await at.ask('/documents/get', asked);
  const { data } = documentGetAnswerSchema.parse(answer.json());
  expect(data?.passages?.map(({ heading }) => heading.at(-1))).toEqual([
    'Travel',
    'By train 🚆',
    'By plane',
    'Lounges',
  ]);
  expect(data?.passages?.map(({ start, end }) => BODY.slice(start, end)).join('')).toBe(BODY);
});

test('words in the title come before words in a heading, and these before the rest', async () => {
  const old = '2020-01-01T00:00:00Z';
  await storeDocuments(at.database, 'org-fields', [
    { title: 'Notes', body: 'invoice '.repeat(30) },
    { title: 'Notes', body: '# Of every invoice\n\nSome text.', updatedAt: old },
    { title: 'The invoice', body: 'Some text.', updatedAt: '2019-01-01T00:00:00Z' },
  ]);
  const found = await search('org-fields', 'invoices');
  expect(found.map(({ title, passage }) => [title, passage?.heading.length])).toEqual([
    ['The invoice', 0],
    ['Notes', 1],
    ['Notes', 0],
  ]);
});

test('whole words come before words that they begin, and fresh before old', async () => {
  await storeDocuments(at.database, 'org-tea', [
    { title: 'Teams', body: 'Teams of teams', updatedAt: '2026-01-02T00:00:00Z' },
    { title: 'Old', body: 'a tea', updatedAt: '2025-01-01T00:00:00Z' },
    { title: 'New', body: 'a tea', updatedAt: '2026-01-01T00:00:00Z' },
  ]);
  expect((await search('org-tea', 'tea')).map(({ title }) => title)).toEqual([
    'New',
    'Old',
    'Teams',
  ]);
});

test('text past the last place that the index knows is found and cited', async () => {
  const body = `${'word '.repeat(17_000)}\n\n## The end\n\nThe heliotrope is here.`;
  await storeDocuments(at.database, 'org-long', [{ title: 'Long', body }]);
  const [found] = await search('org-long', 'heliotropes');
  expect(found?.passage?.heading).toEqual(['The end']);
  expect(found?.excerpt).toContain('\uE000heliotrope\uE001');
});

// Forms of 200,000 different words: seconds of work, and many more where others work as well.
test('a text of two million signs is indexed whole', { timeout: 120_000 }, async () => {
  const words = Array.from({ length: 200_000 }, (_, index) => `w${index.toString(36)}x`);
  await storeDocuments(at.database, 'org-huge', [{ title: 'Huge ledger', body: words.join(' ') }]);
  expect(await search('org-huge', 'ledger')).toHaveLength(1);
  expect(await search('org-huge', words[50_000] ?? '')).toHaveLength(1);
});
