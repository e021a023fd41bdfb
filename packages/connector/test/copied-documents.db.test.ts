import { randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateAccess } from '../src/access/document-access.store.ts';
import { createReading } from '../src/access/reading.ts';
import { findCopiedDocuments } from '../src/document-feed/find-copied-documents.ts';
import type { Database, Tables } from '../src/platform/db/tables.ts';
import { rule } from './access-script.ts';
import { createConnectorDatabase } from './test-connector.ts';

// What a change hands out is looked at once more: between what was found out of a reader
// and the look at the documents, these may have become somebody else's.

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

test('whichever documents are asked for, those that may be read are handed out', async () => {
  const place = { tenantId: randomUUID(), connectionId: randomUUID() };
  const { kysely } = database;
  await kysely.transaction().execute(async (trx) => {
    for (const id of ['for-ada', 'for-all']) {
      await sql`
        insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
          title, body, path, fetched_at, listed_at)
        values (${place.tenantId}, ${place.connectionId}::uuid, 'confluence', ${id}, '1', ${id},
          'Tea', '[]', now(), now())`.execute(trx);
    }
    await updateAccess(trx, place, [
      { externalId: 'for-ada', access: rule(['user:ada']) },
      { externalId: 'for-all', access: { kind: 'public' } },
    ]);
  });
  const { rows } = await sql<{ id: string }>`
    select id from documents where tenant_id = ${place.tenantId}`.execute(kysely);
  const ids = rows.map(({ id }) => id);
  expect(ids).toHaveLength(2);

  const reading = createReading({ staleLimitMs: 3_600_000 });
  const stranger = { tenant_id: place.tenantId, reader: null };
  const readable = await reading.open(kysely, stranger);
  const copied = await findCopiedDocuments(kysely, place.tenantId, { ids, readable });
  expect([...copied.values()].map((one) => one?.title)).toEqual(['for-all']);
});
