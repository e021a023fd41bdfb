import { randomUUID } from 'node:crypto';
import { exportEndSchema, exportLineSchema } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceAccess } from '../src/sources/source-access.ts';
import { ADA, BOB } from './access-script.ts';
import { openConnectorApp } from './connector-app.ts';
import { FOR_ALL, FOR_STAFF, setStaff, storeForStaff } from './feed-steps.ts';
import { insertDocuments } from './stored-documents.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
let url: string;
beforeAll(async () => {
  at = await openConnectorApp();
  url = await at.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => at.close());

let tenantId: string;
beforeEach(() => {
  tenantId = randomUUID();
});

const open = (more = {}, signal?: AbortSignal) => {
  const asked = at.signed('/documents/export', { tenant_id: tenantId, ...more });
  return fetch(`${url}/documents/export`, { ...asked, ...(signal && { signal }) });
};

const MUCH = 250;
/**
 * 100 MB: more than fits into the buffers on the way, so that an export that nobody reads is not over.
 * Each of the two connections may hold 32 MB at its receiving end (tcp_rmem) and 4 at the other.
 */
async function storeMuch(access: SourceAccess = FOR_ALL) {
  const documents = Array.from({ length: MUCH }, () => ({ title: 'Tea', access }));
  const place = await storeForStaff(at.database, tenantId, documents);
  await sql`
    update documents set body = repeat('0123456789', 40000)
    where tenant_id = ${tenantId}`.execute(at.database.kysely);
  return place;
}

async function firstPart(answer: Response) {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  return reader;
}

type PartReader = Awaited<ReturnType<typeof firstPart>>;

async function readAll(reader: PartReader): Promise<string> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString();
    parts.push(value);
  }
}

test('has each document as it is, whatever its text, and says how many', async () => {
  const texts = [
    'plain',
    'a "quote" \\ and\nlines\r\n\ttabs',
    ' \u0001\u0002\u2028 \\n \\.',
    '漢字 😀',
    '',
  ];
  await insertDocuments(
    at.database,
    tenantId,
    texts.map((body, number) => ({ title: `title ${number} "\\`, body })),
  );
  await insertDocuments(at.database, randomUUID(), [{ title: 'of others' }]);
  const answer = await open();
  const lines = (await answer.text()).split('\n');
  expect(lines.pop()).toBe('');
  expect(exportEndSchema.parse(JSON.parse(lines.pop() ?? '')).documents).toBe(texts.length);
  const documents = lines.map((line) => exportLineSchema.parse(JSON.parse(line)));
  const found = documents.map((one) => (one.type === 'document' ? one.document.body : undefined));
  expect(found.toSorted()).toEqual(texts.toSorted());
});

test('of nothing is its last line alone', async () => {
  expect(JSON.parse(await (await open()).text())).toMatchObject({ type: 'end', documents: 0 });
});

// On the embedded database an export holds nothing that could run out.
const onServer = describe.skipIf(process.env.TEST_DATABASE === 'pglite');

onServer('while it is read', () => {
  test('two at once of one organization; whoever hangs up makes room, in the database as well', async () => {
    await storeMuch();
    const hangUp = new AbortController();
    const readers = [await firstPart(await open({}, hangUp.signal)), await firstPart(await open())];
    const third = await open();
    expect([third.status, await third.json()]).toMatchObject([429, { code: 'too_many_exports' }]);
    expect(third.headers.get('retry-after')).toBe('30');
    expect(await copying()).toBe(2);
    hangUp.abort();
    await expect(readers[0]?.closed).rejects.toThrow();
    await waitFor(async () => (await copying()) === 1);
    const again = await waitFor(async () => {
      const answer = await open();
      return answer.status === 200 ? answer : undefined;
    });
    expect((await again.text()).trimEnd().split('\n')).toHaveLength(MUCH + 1);
    await readers[1]?.cancel();
    await waitFor(async () => (await copying()) === 0);
  });

  async function copying(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state = 'active' and query like 'copy %'`.execute(
      at.database.kysely,
    );
    return rows[0]?.count ?? 0;
  }

  test('it is of one moment', async () => {
    await storeMuch();
    const reader = await firstPart(await open());
    await sql`delete from documents where tenant_id = ${tenantId}`.execute(at.database.kysely);
    expect(await readAll(reader)).toContain(`"documents":${MUCH}`);
  });

  test('it ends without its last line when the reader loses rights', async () => {
    const place = await storeMuch(FOR_STAFF);
    const reader = await firstPart(await open({ reader: ADA }));
    await setStaff(at.database, place, []);
    await waitFor(async () => (await copying()) === 0);
    await expect(readAll(reader)).rejects.toThrow();
  });

  test('it goes on when others lose theirs', async () => {
    const place = await storeMuch(FOR_STAFF);
    await setStaff(at.database, place, [ADA, BOB]);
    const reader = await firstPart(await open({ reader: ADA }));
    await setStaff(at.database, place, [ADA]);
    expect(await readAll(reader)).toContain(`"documents":${MUCH}`);
  });
});
