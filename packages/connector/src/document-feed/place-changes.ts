import { sql } from 'kysely';
import type { Database, Db, Transact } from '../platform/db/tables.ts';

const AT_ONCE = 5_000;

/**
 * Gives each committed change of a tenant its place behind all that have one. Whoever changes
 * documents never waits for this: the lock is held by those who place, for as long as it takes to
 * number what has come since the last time.
 *
 * What is placed is complete up to its last place: a change that commits later gets a later one.
 */
export async function placeChanges({ kysely }: Database, tenantId: string): Promise<void> {
  while (await hasUnplaced(kysely, tenantId)) {
    await kysely.transaction().execute((trx) => placeSome(trx, tenantId));
  }
}

/** The same for all tenants. */
export async function placeAllChanges(database: Database): Promise<void> {
  const { rows } = await sql<{ tenant_id: string }>`
    select distinct tenant_id from document_changes where position is null`.execute(
    database.kysely,
  );
  for (const { tenant_id: tenantId } of rows) await placeChanges(database, tenantId);
}

async function hasUnplaced(db: Db, tenantId: string): Promise<boolean> {
  const { rows } = await sql`
    select from document_changes where tenant_id = ${tenantId} and position is null limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

async function placeSome(trx: Transact, tenantId: string): Promise<void> {
  await sql`
    insert into document_feeds (tenant_id) values (${tenantId}) on conflict do nothing`.execute(
    trx,
  );
  const { rows } = await sql<{ position: number }>`
    select position from document_feeds where tenant_id = ${tenantId} for update`.execute(trx);
  const last = rows[0]?.position ?? 0;
  // Of one document the ids are in the order of its changes: each waited for the one before.
  await sql`
    with unplaced as (
      select id from document_changes where tenant_id = ${tenantId} and position is null
      order by id limit ${AT_ONCE}::int),
    numbered as (select id, row_number() over (order by id) as number from unplaced),
    placed as (
      update document_changes set position = ${last}::bigint + numbered.number
      from numbered where document_changes.id = numbered.id returning 1)
    update document_feeds set position = position + (select count(*) from placed)
    where tenant_id = ${tenantId}`.execute(trx);
}
