import { documentPageSchema } from '@rita/contracts';
import { silentLog } from '@rita/platform/log';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConversionError } from '../src/convert/conversion-error.ts';
import type { Convert } from '../src/convert/convert.ts';
import type { ConversionPool } from '../src/convert/pool.ts';
import { indexStored, startIndexing } from '../src/documents/index-stored.ts';
import { openConnectorApp } from './connector-app.ts';
import { conversionsHere, insertDocuments } from './stored-documents.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());

const still = new AbortController().signal;
const depsWith = (conversions: ConversionPool) => ({
  ...{ database: at.database, conversions, log: silentLog },
});

async function count(tenantId: string, query: string): Promise<number> {
  const answer = await at.ask('/documents/search', { tenant_id: tenantId, limit: 5, query });
  return documentPageSchema.parse(answer.json()).total;
}

async function unindexed(tenantId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from documents
    where tenant_id = ${tenantId} and analysis = 0`.execute(at.database.kysely);
  return rows[0]?.count ?? 0;
}

const invoices = (number: number) => Array.from({ length: number }, () => ({ body: 'Invoices' }));

test('what an older build indexed is found by its words until its turn comes', async () => {
  await insertDocuments(at.database, 'org-old', invoices(3));
  await sql`update documents set search = to_tsvector('simple', body)
    where tenant_id = 'org-old'`.execute(at.database.kysely);
  expect(await count('org-old', 'invoices')).toBe(3);
  await indexStored(depsWith(conversionsHere), still);
  expect(await count('org-old', 'invoice')).toBe(3);
});

test('goes on where it was stopped, and two at once lose nothing', async () => {
  await insertDocuments(at.database, 'org-resumed', invoices(100));
  const stop = new AbortController();
  let converted = 0;
  const stopping: ConversionPool = {
    ...conversionsHere,
    for: (tenantId, signal) =>
      (async (kind, input) => {
        converted += 1;
        if (converted === 50) stop.abort();
        signal.throwIfAborted();
        return conversionsHere.for(tenantId, signal)(kind, input);
      }) as Convert,
  };
  await expect(indexStored(depsWith(stopping), stop.signal)).rejects.toThrow();
  const left = await unindexed('org-resumed');
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(100);
  const deps = depsWith(conversionsHere);
  await Promise.all([indexStored(deps, still), indexStored(deps, still)]);
  expect(await unindexed('org-resumed')).toBe(0);
  expect(await count('org-resumed', 'invoice')).toBe(100);
});

test('works in the background from the start on', async () => {
  await insertDocuments(at.database, 'org-background', invoices(2));
  const indexing = startIndexing(depsWith(conversionsHere));
  await waitFor(async () => (await unindexed('org-background')) === 0);
  await indexing.close();
});

test('what was stored anew meanwhile is left alone', async () => {
  await insertDocuments(at.database, 'org-newer', [{ body: 'Invoices' }]);
  const slow: ConversionPool = {
    ...conversionsHere,
    for: (tenantId, signal) =>
      (async (kind, input) => {
        await sql`update documents set revision = '2', body = 'Receipts'
        where tenant_id = 'org-newer' and revision = '1'`.execute(at.database.kysely);
        return conversionsHere.for(tenantId, signal)(kind, input);
      }) as Convert,
  };
  await indexStored(depsWith(slow), still);
  expect(await count('org-newer', 'receipt')).toBe(1);
  expect(await count('org-newer', 'invoice')).toBe(0);
});

test('a text that cannot be gone through is found by its title', async () => {
  await insertDocuments(at.database, 'org-odd', [{ title: 'A strange page', body: 'Invoices' }]);
  const refusing: ConversionPool = {
    ...conversionsHere,
    for: (tenantId, signal) =>
      (async (kind, input) => {
        if ('body' in input && input.body !== '') throw new ConversionError('timeout', 'too long');
        return conversionsHere.for(tenantId, signal)(kind, input);
      }) as Convert,
  };
  await indexStored(depsWith(refusing), still);
  expect([await count('org-odd', 'strange page'), await count('org-odd', 'invoice')]).toEqual([
    1, 0,
  ]);
});
