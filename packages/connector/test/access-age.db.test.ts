import { randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { markAccountsUnread, proveAccounts, upsertAccounts } from '../src/access/account.store.ts';
import { updateAccess } from '../src/access/document-access.store.ts';
import {
  markLinksUnread,
  nextGeneration,
  storeGroup,
  storeLinks,
} from '../src/access/people.store.ts';
import { readableDocuments } from '../src/access/readable-documents.ts';
import { createReading } from '../src/access/reading.ts';
import type { Database, Tables } from '../src/platform/db/tables.ts';
import { ADA, account, group, rule } from './access-script.ts';
import { createConnectorDatabase } from './test-connector.ts';

const HOUR_MS = 3_600_000;
const stored = await createConnectorDatabase();
let database: Database;
beforeAll(async () => {
  const folder = `${stored.folder}/connector`;
  database = await openDatabase<Tables>({ url: stored.url, folder, log: silentLog });
});
afterAll(async () => {
  await database.close();
  await stored.drop();
});

let place: { tenantId: string; connectionId: string };
/** Two documents, one for a group that Ada is in and one for herself; all of it read just now. */
beforeEach(async () => {
  place = { tenantId: randomUUID(), connectionId: randomUUID() };
  await database.kysely.transaction().execute(async (trx) => {
    const at = { ...place, generation: await nextGeneration(trx, place) };
    await upsertAccounts(trx, at, [account('ada@example.com')]);
    await proveAccounts(trx, at);
    await storeGroup(trx, at, group('group:staff', ['user:ada']));
    for (const id of ['for-staff', 'for-ada', 'for-all']) {
      await sql`
        insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
          title, body, path, fetched_at, listed_at)
        values (${place.tenantId}, ${place.connectionId}::uuid, 'confluence', ${id}, '1', ${id},
          'Tea', '[]', now(), now())`.execute(trx);
    }
    await updateAccess(trx, place, [
      { externalId: 'for-staff', access: rule(['group:staff']) },
      { externalId: 'for-ada', access: rule(['user:ada']) },
      { externalId: 'for-all', access: { kind: 'public' } },
    ]);
  });
  await age('access_states', 'people_read_at', '0 hours');
});

async function age(table: string, column: string, interval: string, where = sql`true`) {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = now() - ${interval}::interval
    where tenant_id = ${place.tenantId} and ${where}`.execute(database.kysely);
}

/** As a process that has nothing in its memory. */
async function found(open: string[] = []): Promise<string[]> {
  const reading = createReading({ staleLimitMs: 24 * HOUR_MS });
  const asked = { tenant_id: place.tenantId, reader: ADA, open_connections: open };
  const readable = await reading.open(database.kysely, asked);
  const rows = await sql<{ external_id: string }>`
    select external_id from documents where tenant_id = ${place.tenantId}
      and ${readableDocuments(readable)} order by external_id`.execute(database.kysely);
  return rows.rows.map((row) => row.external_id);
}

test('what was read in time counts', async () => {
  expect(await found()).toEqual(['for-ada', 'for-all', 'for-staff']);
  await age('access_states', 'people_read_at', '23 hours');
  expect(await found()).toEqual(['for-ada', 'for-all', 'for-staff']);
});

test('people that were read too long ago, or never, are known no more', async () => {
  await age('access_states', 'people_read_at', '25 hours');
  expect(await found()).toEqual(['for-all']);
  await sql`update access_states set people_read_at = null`.execute(database.kysely);
  expect(await found()).toEqual(['for-all']);
});

test('a group that could not be read for too long has nobody in it', async () => {
  await age('source_groups', 'unread_since', '23 hours');
  expect(await found()).toEqual(['for-ada', 'for-all', 'for-staff']);
  await age('source_groups', 'unread_since', '25 hours');
  expect(await found()).toEqual(['for-ada', 'for-all']);
});

// The embedded database has no clock but that of the process.
test.runIf(stored.url !== undefined)(
  'a process whose clock is behind believes nothing for longer',
  async () => {
    await age('source_groups', 'unread_since', '25 hours');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 48 * HOUR_MS });
    expect(await found().finally(() => vi.useRealTimers())).toEqual(['for-ada', 'for-all']);
    await age('documents', 'access_unread_since', '25 hours');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 48 * HOUR_MS });
    expect(await found().finally(() => vi.useRealTimers())).toEqual([]);
  },
);

test('an account of which not all was told for too long is nobody’s, and shares its address on', async () => {
  await database.kysely.transaction().execute(async (trx) => {
    const at = { ...place, generation: 1 };
    await markAccountsUnread(trx, at, [{ accountId: 'ada', address: null }]);
  });
  const all = ['for-ada', 'for-all', 'for-staff'];
  await age('source_accounts', 'unread_since', '23 hours');
  expect(await found()).toEqual(all);
  await age('source_accounts', 'unread_since', '25 hours');
  expect(await found()).toEqual(['for-all']);
  await database.kysely.transaction().execute(async (trx) => {
    const at = { ...place, generation: 1 };
    const another = account('ada@example.com', { id: 'another' });
    await upsertAccounts(trx, at, [another]);
    await proveAccounts(trx, at);
  });
  expect(await found()).toEqual(['for-all']);
  await database.kysely.transaction().execute(async (trx) => {
    await upsertAccounts(trx, { ...place, generation: 1 }, [
      account('ada@example.com'),
      account('ada@example.com', { id: 'another', isActive: false }),
    ]);
  });
  expect(await found()).toEqual(all);
});

test('an account that could not be looked up again for too long is nobody’s', async () => {
  const link = { personId: ADA.person_id, accountId: 'ada', address: 'ada@example.com' };
  await database.kysely.transaction().execute(async (trx) => {
    const at = { ...place, generation: 1 };
    await upsertAccounts(trx, at, [{ ...account('ada@example.com'), address: null }]);
    await storeLinks(trx, place, [link]);
    await markLinksUnread(trx, place, [link.personId]);
  });
  const all = ['for-ada', 'for-all', 'for-staff'];
  await age('person_links', 'unread_since', '23 hours');
  expect(await found()).toEqual(all);
  await age('person_links', 'unread_since', '25 hours');
  expect(await found()).toEqual(['for-all']);
  await database.kysely.transaction().execute((trx) => storeLinks(trx, place, [link]));
  expect(await found()).toEqual(all);
});

test('a document whose permissions could not be read for too long is hidden, public or not', async () => {
  await age('documents', 'access_unread_since', '23 hours');
  expect(await found()).toEqual(['for-ada', 'for-all', 'for-staff']);
  await age('documents', 'access_unread_since', '25 hours', sql`external_id <> 'for-staff'`);
  expect(await found()).toEqual(['for-staff']);
  expect(await found([place.connectionId])).toEqual(['for-ada', 'for-all', 'for-staff']);
});

test('a document that was stored without a word about it is for nobody, whatever is opened', async () => {
  await sql`
    insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
      title, body, path, fetched_at, listed_at)
    values (${place.tenantId}, ${place.connectionId}::uuid, 'confluence', 'without', '1', 'x', 'y',
      '[]', now(), now())`.execute(database.kysely);
  expect(await found([place.connectionId])).not.toContain('without');
});
