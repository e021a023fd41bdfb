import { sql } from 'kysely';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';

/** The stored revision of a source's id. */
export async function findRevision(
  db: Db,
  owner: Owner,
  externalId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('documents')
    .select('revision')
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.revision;
}

/** Ids and revisions after an id, in the order of their bytes: the same on every database. */
export async function listKnown(
  db: Db,
  owner: Owner,
  { after, limit }: { after: string; limit: number },
): Promise<{ externalId: string; revision: string }[]> {
  return db
    .selectFrom('documents')
    .select(['external_id as externalId', 'revision'])
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .where(sql<boolean>`external_id collate "C" > ${after}`)
    .orderBy(sql`external_id collate "C"`)
    .limit(limit)
    .execute();
}

export async function countKnown(db: Db, owner: Owner): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Forgets all documents of a connection. */
export async function deleteDocuments(trx: Transact, owner: Owner): Promise<void> {
  for (const table of [
    'documents',
    'document_failures',
    'sync_cursors',
    'status_outbox',
  ] as const) {
    await trx
      .deleteFrom(table)
      .where('tenant_id', '=', owner.tenantId)
      .where('connection_id', '=', owner.connectionId)
      .execute();
  }
}
