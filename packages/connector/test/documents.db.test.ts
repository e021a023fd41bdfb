import { randomUUID } from 'node:crypto';
import { type DocumentPage, documentGetAnswerSchema, documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector();
});
afterAll(() => at.close());

/** Twelve documents of this tenant. */
async function fill(tenantId: string) {
  const connection = at.payload({
    tenant_id: tenantId,
    credentials: { personal_access_token: TOKEN },
  });
  await at.send(connection);
  await at.app.result(connection.run_id);
  const run = { action: 'trigger_sync', run_id: randomUUID(), credentials: undefined };
  await at.send({ ...connection, ...run });
  await at.app.result(run.run_id);
  return connection;
}

async function list(request: Record<string, unknown>): Promise<DocumentPage> {
  const answer = await at.send({ limit: 50, ...request }, { path: '/documents/search' });
  return documentPageSchema.parse(await answer.json());
}

test('belong to their tenant', async () => {
  const mine = await fill('org-mine');
  const own = await list({ tenant_id: 'org-mine', query: 'zebra' });
  expect(own.total).toBe(12);
  expect((await list({ tenant_id: 'org-other', query: 'zebra' })).total).toBe(0);
  expect((await list({ tenant_id: 'org-other', connection_id: mine.connection_id })).total).toBe(0);
  const get = async (tenant: string) => {
    const request = { tenant_id: tenant, document_id: own.data[0]?.id };
    const answer = await at.send(request, { path: '/documents/get' });
    return documentGetAnswerSchema.parse(await answer.json()).data;
  };
  expect(await get('org-mine')).toMatchObject({ author: 'Ada', path: ['Zoo'] });
  expect(await get('org-other')).toBeNull();
});

test('page by page, each once, found or listed', async () => {
  await fill('org-pages');
  for (const query of [undefined, 'zebra']) {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({
        tenant_id: 'org-pages',
        query,
        limit: 5,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.data.map((document) => document.id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
  }
});

test.each([
  ['zebra', 12],
  ['zeb', 12],
  ['zebra sav', 12],
  ['"eats grass"', 12],
  ['"grass eats"', 0],
  ['"zebra of"', 12],
  ['zebra NOT savannah', 0],
  ['zebra -"eats grass"', 0],
  ['zebra -savannah', 12],
  ['unicorn or zebra', 12],
  ['d1 unicorn', 0],
  ["it's (a) & b | !c :* <->", 0],
  ['-', 0],
])('search for %s', async (query, total) => {
  await fill(`org-${query}`);
  expect((await list({ tenant_id: `org-${query}`, query })).total).toBe(total);
});

test('need a signature', async () => {
  const answer = await fetch(`${at.url}/documents/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant_id: 'org-1', limit: 5 }),
  });
  expect(answer.status).toBe(401);
});
