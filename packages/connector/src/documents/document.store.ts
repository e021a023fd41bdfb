import { toStorableText } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';

/** The stored revisions of a source's ids. */
export async function findRevisions(
  db: Db,
  owner: Owner,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('documents')
    .select(['external_id', 'revision'])
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .where(sql<boolean>`external_id = any(${[...new Set(externalIds.map(toStorableText))]})`)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.revision]));
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
    'access_rules',
    'access_states',
    'source_accounts',
    'source_groups',
    'source_memberships',
    'person_links',
    'document_failures',
    'connection_languages',
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
