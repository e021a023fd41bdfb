import { type Kysely, sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { requireRole, requireWritingKey, type Writer } from '../session/as-writer.ts';
import { lockConnection } from './lock-connections.ts';

/** The row, and the database's clock after the lock was taken. */
export type LockedConnection = {
  row: DataSourceConnectionRow;
  now: Date;
  /** What the writer may do; no key gives an owner's word, be it an owner's own. */
  role: Principal['role'];
};

/**
 * Runs a change of one connection in one transaction, as `inTransactionOf` does, with the connection
 * locked as well.
 *
 * @throws ProblemError `forbidden`, `not_found`, or what `work` throws
 */
export async function inTransactionOn<T>(
  db: Kysely<Tables>,
  { principal, connectionId }: { principal: Writer; connectionId: string },
  work: (trx: Transaction<Tables>, locked: LockedConnection) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (trx) => {
    await requireWritingKey(trx, principal);
    const locked =
      principal.program?.kind === 'organization_key'
        ? await lockAsKey(trx, principal, connectionId)
        : await lockAsMember(trx, principal, connectionId);
    if (locked === undefined) throw new ProblemError('not_found');
    return work(trx, locked);
  });
}

async function lockAsKey(
  trx: Transaction<Tables>,
  { organizationId }: Writer,
  connectionId: string,
): Promise<LockedConnection | undefined> {
  const locked = await lockConnection(trx, organizationId, connectionId);
  return locked && { ...locked, role: 'admin' };
}

/**
 * Membership and connection are locked by one statement, one after the other: between two, PostgreSQL
 * would wait until we get round to its answer.
 */
async function lockAsMember(
  trx: Transaction<Tables>,
  { organizationId, userId, program }: Writer,
  connectionId: string,
): Promise<LockedConnection | undefined> {
  type Found = { writer_role: Principal['role']; now: Date };
  const { rows } = await sql<Found & DataSourceConnectionRow>`
    with writer as materialized (
      select role from members where organization_id = ${organizationId} and user_id = ${userId}
      for share
    ), locked as materialized (
      select * from data_source_connections
      where id = ${connectionId} and organization_id = ${organizationId}
        and exists (select from writer)
      for update
    )
    select locked.*, writer.role as writer_role, clock_timestamp() as now
    from writer left join locked on true`.execute(trx);
  const [found] = rows;
  requireRole(found?.writer_role);
  if (found === undefined || found.id === null) return undefined;
  const { writer_role: role, now, ...row } = found;
  return { row, now, role: program === undefined ? role : 'admin' };
}
