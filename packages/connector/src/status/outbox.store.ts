import type { DataSourceStatusMessage } from '@rita/contracts';
import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';

export type OutboxEntry = {
  id: number;
  tenant_id: string;
  connection_id: string;
  run_id: string;
  attempts: number;
  message: DataSourceStatusMessage;
};

/** Puts a message out for delivery; it replaces what it supersedes and nobody has taken yet. */
export async function insertStatus(
  trx: Transact,
  status: { owner: Owner; runId: string; supersedable: boolean; message: DataSourceStatusMessage },
): Promise<void> {
  await trx
    .deleteFrom('status_outbox')
    .where('connection_id', '=', status.owner.connectionId)
    .where('run_id', '=', status.runId)
    .where('supersedable', '=', true)
    .where('claimed_until', 'is', null)
    .where('parked_at', 'is', null)
    .execute();
  await trx
    .insertInto('status_outbox')
    .values({
      tenant_id: status.owner.tenantId,
      connection_id: status.owner.connectionId,
      run_id: status.runId,
      supersedable: status.supersedable,
      message: storableJson(status.message),
    })
    .execute();
}

/**
 * Longer than a delivery takes, and no longer than needed: what a process held when it died waits
 * for that. A message that is sent twice has one number, and counts once.
 */
const CLAIM = '12 seconds';

/**
 * Claims the oldest message of each connection that nobody else holds. What comes after it stays
 * until it is delivered, so each connection's messages go out in order whoever sends them.
 */
export async function claimStatuses(db: Db, limit: number): Promise<OutboxEntry[]> {
  const claimed = await sql<OutboxEntry>`
    update status_outbox set claimed_until = now() + ${CLAIM}::interval, attempts = attempts + 1
    where id in (
      select id from status_outbox head
      where parked_at is null and next_attempt_at <= now()
        and (claimed_until is null or claimed_until < now())
        and not exists (
          select from status_outbox earlier
          where earlier.connection_id = head.connection_id and earlier.parked_at is null
            and earlier.id < head.id)
      order by id limit ${limit}
      for update skip locked)
    returning id, tenant_id, connection_id, run_id, attempts, message`.execute(db);
  return claimed.rows;
}

export async function deleteStatus(db: Db, id: number): Promise<void> {
  await db.deleteFrom('status_outbox').where('id', '=', id).execute();
}

export async function postponeStatus(db: Db, id: number, waitMs: number): Promise<void> {
  await db
    .updateTable('status_outbox')
    .set({
      claimed_until: null,
      next_attempt_at: sql`now() + ${waitMs} * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .execute();
}

export async function parkStatus(db: Db, id: number, reason: string): Promise<void> {
  await db
    .updateTable('status_outbox')
    .set({ claimed_until: null, parked_at: sql`now()`, parked_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** How many messages wait for delivery, and for how long the oldest does, in seconds. */
export async function summarizeWaiting(
  db: Db,
): Promise<{ waiting: number; oldest_seconds: number }> {
  return db
    .selectFrom('status_outbox')
    .select([
      sql<number>`count(*)::int`.as('waiting'),
      sql<number>`coalesce(extract(epoch from now() - min(created_at)), 0)::int`.as(
        'oldest_seconds',
      ),
    ])
    .where('parked_at', 'is', null)
    .executeTakeFirstOrThrow();
}
