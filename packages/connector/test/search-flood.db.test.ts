import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { storeDocuments } from './stored-documents.ts';

const FLOODERS = 24;
const SEARCHES = 4;
const WORDS = Array.from({ length: 16 }, (_, at) => `w${at}`).join(' or ');

let at: Awaited<ReturnType<typeof openConnectorApp>>;
let url: string;
beforeAll(async () => {
  at = await openConnectorApp();
  url = await at.app.listen({ port: 0, host: '127.0.0.1' });
  await fill('org-large', 30);
  await fill('org-small', 3);
});
afterAll(() => at.close());

/** Documents in which every word of the search stands many times. */
async function fill(tenantId: string, count: number) {
  const documents = Array.from({ length: count }, (_, n) => ({
    title: `Document ${n}`,
    body: Array.from({ length: 600 }, (_, w) => `w${((w + 1) * (n + 1)) % 199}`).join(' '),
  }));
  await storeDocuments(at.database, tenantId, documents);
}

async function search(tenantId: string): Promise<number> {
  const question = { tenant_id: tenantId, limit: 25, query: WORDS };
  const answer = await fetch(`${url}/documents/search`, at.signed('/documents/search', question));
  await answer.arrayBuffer();
  return answer.status;
}

test('whoever searches the most holds nobody else up (figure: npm run bench -- search-flood)', async () => {
  let isOver = false;
  let answered = 0;
  const statuses = new Set<number>();
  async function flood() {
    while (!isOver) {
      const status = await search('org-large');
      statuses.add(status);
      if (status === 200) answered += 1;
    }
  }
  const flooders = Array.from({ length: FLOODERS }, flood);
  // By then all have their connections: Node takes one of them in each turn of its loop.
  await search('org-small');
  const others: { status: number; answeredMeanwhile: number }[] = [];
  for (let count = 0; count < SEARCHES; count += 1) {
    const before = answered;
    const status = await search('org-small');
    others.push({ status, answeredMeanwhile: answered - before });
  }
  isOver = true;
  await Promise.all(flooders);
  // Those under way, and who took their places; in one line with all it would be the whole flood.
  const most = Math.max(...others.map(({ answeredMeanwhile }) => answeredMeanwhile));
  expect(most).toBeLessThanOrEqual(6);
  expect(others.map(({ status }) => status)).toEqual(Array(SEARCHES).fill(200));
  expect(statuses).toEqual(new Set([200, 429]));
  expect(answered).toBeGreaterThan(0);
}, 120_000);

test('too many words are refused', async () => {
  const query = `${WORDS} w16`;
  const answer = await at.ask('/documents/search', { tenant_id: 'org-small', limit: 25, query });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'too_many_words']);
});

test('a cursor that is not of ours begins at the beginning', async () => {
  const cursor = Buffer.from(JSON.stringify([1, '-'.repeat(36)])).toString('base64url');
  const asked = { tenant_id: 'org-small', limit: 25, cursor };
  expect((await at.ask('/documents/search', asked)).statusCode).toBe(200);
});
