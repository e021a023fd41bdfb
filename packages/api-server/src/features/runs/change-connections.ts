import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { insertAuditEventsOfMany, type NewAuditEvent } from '../audit/audit.store.ts';
import { announceConnections } from '../live/announce.ts';
import type { RowChanges, RunAudit } from './run-state.ts';

/** Who is behind a change, as the audit log names him. */
export type Actor = Pick<NewAuditEvent, 'actor_type' | 'actor_id' | 'actor_label' | 'ip'>;

export const CONNECTOR: Actor = { actor_type: 'connector' };
export const SYSTEM: Actor = { actor_type: 'system' };

/** A change that was decided, with the row as it is to be. */
export type ConnectionChange = {
  row: DataSourceConnectionRow;
  /** The columns that may differ from what is stored; all when absent. */
  columns?: ReadonlySet<string>;
  audit: RunAudit[];
  actor: Actor;
};

/** Folds changes into a row. Every change is a new version. */
export function withChanges(
  row: DataSourceConnectionRow,
  changes: RowChanges,
  now: Date,
): DataSourceConnectionRow {
  return { ...row, ...changes, version: row.version + 1, updated_at: now };
}

/**
 * Writes rows that the transaction has locked: all rows in one statement, all audit entries in
 * another, one announcement.
 */
export async function writeConnectionChanges(
  trx: Transaction<Tables>,
  changes: readonly ConnectionChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await updateRows(trx, changes);
  await insertAuditEventsOfMany(trx, changes.flatMap(auditEventsOf));
  await announceConnections(
    trx,
    changes.map((change) => change.row),
  );
}

export function auditEventsOf({ row, audit, actor }: ConnectionChange) {
  return audit.map((event) => ({
    ...actor,
    ...event,
    organization_id: row.organization_id,
    object_type: 'data_source' as const,
    object_id: row.id,
    object_label: row.name,
  }));
}

/** All but the key and what never changes. */
export const WRITTEN = [
  'name',
  'description',
  'settings',
  'status',
  'enabled',
  'last_sync_status',
  'last_sync_at',
  'last_sync_error',
  'last_verification_at',
  'last_verification_error',
  'latest_options',
  'verification_checks',
  'error_code',
  'credentials_expire_at',
  'run_id',
  'run_seq',
  'run_started_at',
  'run_accepted_at',
  'run_deadline_at',
  'run_last_heard_at',
  'run_heartbeat_seconds',
  'run_phase',
  'run_waiting_until',
  'last_run_id',
  'last_run_kind',
  'last_run_ended_by',
  'last_result_sender_at',
  'last_result_digest',
  'last_result_applied_at',
  'last_verified_at',
  'pending_settings',
  'documents_processed',
  'documents_total',
  'documents_failed',
  'documents_added',
  'documents_updated',
  'documents_removed',
  'documents_kept',
  'deletions_held',
  'deletions_held_of',
  'sync_schedule',
  'next_sync_at',
  'sync_failures',
  'paused_at',
  'paused_reason',
  'paused_by',
  'version',
  'updated_by',
  'updated_at',
] as const satisfies (keyof DataSourceConnectionRow)[];
type WrittenColumn = (typeof WRITTEN)[number];

/** Large, and never null once they have a value: sent for those rows alone that change them. */
const LARGE: ReadonlySet<string> = new Set(['settings', 'latest_options']);

async function updateRows(trx: Transaction<Tables>, changes: readonly ConnectionChange[]) {
  const names = writtenColumns(changes);
  const records = changes.map((change) => recordOf(change, names));
  const assignments = names.map((name) => {
    const value = sql.ref(`changed.${name}`);
    const kept = LARGE.has(name) ? sql`coalesce(${value}, ${sql.ref(`stored.${name}`)})` : value;
    return sql`${sql.ref(name)} = ${kept}`;
  });
  await sql`
    update data_source_connections as stored set ${sql.join(assignments)}
    from jsonb_populate_recordset(null::data_source_connections, ${JSON.stringify(records)}::jsonb) as changed
    where stored.id = changed.id and stored.organization_id = changed.organization_id
  `.execute(trx);
}

/** Every column that a row of the batch may have changed, in the order of `WRITTEN`. */
function writtenColumns(changes: readonly ConnectionChange[]): WrittenColumn[] {
  const changed = new Set<string>(['version', 'updated_at']);
  for (const { columns = WRITTEN } of changes) for (const name of columns) changed.add(name);
  return WRITTEN.filter((name) => changed.has(name));
}

/** The row as JSON; a column that is left out is null to the database. */
function recordOf({ row, columns }: ConnectionChange, names: readonly WrittenColumn[]) {
  const record: Record<string, unknown> = { id: row.id, organization_id: row.organization_id };
  for (const name of names) {
    if (row[name] === null) continue;
    if (columns === undefined || !LARGE.has(name) || columns.has(name)) record[name] = row[name];
  }
  return record;
}
