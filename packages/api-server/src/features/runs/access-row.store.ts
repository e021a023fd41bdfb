import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { Db, Tables } from '../../platform/db/tables.ts';
import type { AccessChanges } from './access-run.ts';
import type { ColumnSet } from './column-set.ts';

/** Locks the rows of connections that the caller has locked already, in the order of their ids. */
export async function lockAccessRows(
  trx: Transaction<Tables>,
  connectionIds: readonly string[],
): Promise<ConnectionAccessRow[]> {
  if (connectionIds.length === 0) return [];
  return trx
    .selectFrom('connection_access')
    .selectAll()
    .where(sql<boolean>`connection_id = any(${[...connectionIds]}::uuid[])`)
    .orderBy('connection_id')
    .forUpdate()
    .execute();
}

/** Writes what changes of a row that the transaction has locked. */
export async function updateAccessRow(
  trx: Transaction<Tables>,
  row: Pick<ConnectionAccessRow, 'connection_id' | 'organization_id'>,
  { summary, ...changes }: AccessChanges,
): Promise<void> {
  if (summary === undefined && Object.keys(changes).length === 0) return;
  await trx
    .updateTable('connection_access')
    .set({
      ...changes,
      ...(summary === undefined
        ? {}
        : { summary: sql<ConnectionAccessRow['summary']>`${JSON.stringify(summary)}::jsonb` }),
    })
    .where('connection_id', '=', row.connection_id)
    .where('organization_id', '=', row.organization_id)
    .execute();
}

/** The rows of an organization, or of some of its connections, by the connection's id. */
export async function listAccessRows(
  db: Db,
  organizationIds: readonly string[],
): Promise<Map<string, ConnectionAccessRow>> {
  const rows = await db
    .selectFrom('connection_access')
    .selectAll()
    .where('organization_id', 'in', organizationIds)
    .execute();
  return new Map(rows.map((row) => [row.connection_id, row]));
}

/**
 * Part of a `with`: a reading is due at once where settings are others now. They say which source it
 * is, what of it is read, and at some who may find it. Where one is under way, the next follows on its end.
 */
export function writesOfDueChecks(
  changes: readonly { row: { id: string; enabled: boolean }; columns?: ColumnSet | undefined }[],
): RawBuilder<unknown> {
  const ids = changes
    .filter(({ row, columns }) => row.enabled && (columns?.has('settings') ?? true))
    .map(({ row }) => row.id);
  if (ids.length === 0) return sql``;
  const moved = rowsFromArrays('moved', { id: { type: 'uuid', values: ids } });
  return sql`, due_checks as (
    update connection_access set next_check_at = clock_timestamp()
    from ${moved.from}
    where connection_id = ${moved.ref('id')}
      and (next_check_at is null or next_check_at > clock_timestamp()))`;
}

/**
 * A reading is due at once for connections that had none, and for those that synced for the first
 * time: one before that saw no documents. Where one is under way, the next follows on its end.
 */
export async function requestFirstCheck(
  trx: Transaction<Tables>,
  connectionIds: readonly string[],
  { firstSynced = [] }: { firstSynced?: readonly string[] } = {},
): Promise<void> {
  if (connectionIds.length === 0) return;
  await sql`
    update connection_access set next_check_at = clock_timestamp()
    where connection_id = any(${[...connectionIds]}::uuid[])
      and (last_checked_at is null or connection_id = any(${[...firstSynced]}::uuid[]))`.execute(
    trx,
  );
}
