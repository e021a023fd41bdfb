import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { rowsFromArrays, type SqlType } from '../../platform/db/rows-from-arrays.ts';
import type { Tables } from '../../platform/db/tables.ts';

/** A whole row as it is to be, or some columns of one; the others are left alone. */
export type ConnectionWrite =
  | { row: DataSourceConnectionRow; columns?: undefined }
  | {
      row: Pick<DataSourceConnectionRow, 'id' | 'organization_id'> &
        Partial<DataSourceConnectionRow>;
      columns: Iterable<WrittenColumn>;
    };

/** All but the key and what never changes, with their types in the database. */
export const WRITTEN = {
  name: 'text',
  description: 'text',
  settings: 'jsonb',
  status: 'text',
  enabled: 'boolean',
  last_sync_status: 'text',
  last_sync_at: 'timestamptz',
  last_sync_error: 'text',
  last_verification_at: 'timestamptz',
  last_verification_error: 'text',
  latest_options: 'jsonb',
  verification_checks: 'jsonb',
  error_code: 'text',
  credentials_expire_at: 'timestamptz',
  run_id: 'text',
  run_seq: 'integer',
  run_started_at: 'timestamptz',
  run_accepted_at: 'timestamptz',
  run_deadline_at: 'timestamptz',
  run_last_heard_at: 'timestamptz',
  run_heartbeat_seconds: 'integer',
  run_phase: 'text',
  run_waiting_until: 'timestamptz',
  last_run_id: 'text',
  last_run_kind: 'text',
  last_run_ended_by: 'text',
  last_result_sender_at: 'timestamptz',
  last_result_digest: 'text',
  last_result_applied_at: 'timestamptz',
  last_verified_at: 'timestamptz',
  pending_settings: 'jsonb',
  documents_processed: 'integer',
  documents_total: 'integer',
  documents_failed: 'integer',
  documents_added: 'integer',
  documents_updated: 'integer',
  documents_removed: 'integer',
  documents_kept: 'integer',
  deletions_held: 'integer',
  deletions_held_of: 'integer',
  sync_schedule: 'jsonb',
  next_sync_at: 'timestamptz',
  sync_failures: 'integer',
  paused_at: 'timestamptz',
  paused_reason: 'text',
  paused_by: 'text',
  version: 'integer',
  updated_by: 'text',
  updated_at: 'timestamptz',
} as const satisfies Partial<Record<keyof DataSourceConnectionRow, SqlType>>;
export type WrittenColumn = keyof typeof WRITTEN;

const NAMES = Object.keys(WRITTEN) as WrittenColumn[];
/** One bit for each column: fewer than a number, or a bigint of the database, has. */
const BITS = new Map(NAMES.map((name, at) => [name, 2 ** at]));

/** Writes rows that the transaction has locked, each with just its own columns, in one statement. */
export async function updateConnections(
  trx: Transaction<Tables>,
  writes: readonly ConnectionWrite[],
): Promise<void> {
  const { columns, bits } = valuesByColumn(writes);
  const assignments = columns.map(({ name, count }) => {
    const value = sql.ref(`changed.${name}`);
    if (count === writes.length) return sql`${sql.ref(name)} = ${value}`;
    return sql`${sql.ref(name)} = case when changed.columns & ${sql.lit(BITS.get(name))} <> 0
      then ${value} else ${sql.ref(`stored.${name}`)} end`;
  });
  const changed = rowsFromArrays([
    { type: 'uuid', values: writes.map(({ row }) => row.id) },
    { type: 'text', values: writes.map(({ row }) => row.organization_id) },
    { type: 'bigint', values: bits },
    ...columns.map(({ name, values }) => ({ type: WRITTEN[name], values })),
  ]);
  const names = ['id', 'organization_id', 'columns', ...columns.map(({ name }) => name)];
  await sql`
    update data_source_connections as stored set ${sql.join(assignments)}
    from ${changed} as changed (${sql.join(names.map((name) => sql.ref(name)))})
    where stored.id = changed.id and stored.organization_id = changed.organization_id
  `.execute(trx);
}

type WrittenValues = { name: WrittenColumn; values: unknown[]; count: number };

/** The values by column instead of by row, and for each row which of them are its own. */
function valuesByColumn(writes: readonly ConnectionWrite[]) {
  const columns = new Map<WrittenColumn, WrittenValues>();
  const bits = writes.map(({ row, columns: own = NAMES }, at) => {
    let mask = 0;
    for (const name of own) {
      let column = columns.get(name);
      if (column === undefined) {
        column = { name, values: new Array(writes.length).fill(null), count: 0 };
        columns.set(name, column);
      }
      column.values[at] = row[name];
      column.count += 1;
      mask += BITS.get(name) ?? 0;
    }
    return mask;
  });
  // In one order always: few different texts of the statement, for whoever watches statements.
  return { columns: NAMES.flatMap((name) => columns.get(name) ?? []), bits };
}
