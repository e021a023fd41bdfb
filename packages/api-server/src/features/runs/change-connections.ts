import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { writesOfAlerts } from '../alerts/write-alerts.ts';
import { insertOfAuditEvents, type NewAuditEvent } from '../audit/audit.store.ts';
import { announcementOf } from './announce.ts';
import type { RowChanges, RunAudit } from './run-state.ts';
import { type ConnectionWrite, updateOfConnections } from './update-connections.ts';

/** Who is behind a change, as the audit log names him. */
export type Actor = Pick<NewAuditEvent, 'actor_type' | 'actor_id' | 'actor_label' | 'ip'>;

export const CONNECTOR: Actor = { actor_type: 'connector' };
export const SYSTEM: Actor = { actor_type: 'system' };

/** A change that was decided, with the row as it is to be. */
export type ConnectionChange = ConnectionWrite & {
  row: Pick<DataSourceConnectionRow, 'name' | 'enabled' | 'next_sync_at' | 'sync_failures'>;
  audit: RunAudit[];
  actor: Actor;
};

/** Folds changes into a row. Every change is a new version. */
export function withChanges<Row extends Pick<DataSourceConnectionRow, 'version'>>(
  row: Row,
  changes: RowChanges,
  now: Date,
): Row {
  return { ...row, ...changes, version: row.version + 1, updated_at: now };
}

/**
 * Writes rows that the transaction has locked, their audit entries, what people are to be told of and
 * one announcement, in one statement: with four, PostgreSQL would wait in between until we get round
 * to its answers.
 */
export async function writeConnectionChanges(
  trx: Transaction<Tables>,
  changes: readonly ConnectionChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const update = updateOfConnections(changes);
  const events = changes.flatMap(auditEventsOf);
  const logged = events.length === 0 ? sql`` : sql`, logged as (${insertOfAuditEvents(events)})`;
  const announcement = announcementOf(changes.map((change) => change.row));
  await sql`with updated as (${update}) ${logged} ${writesOfAlerts(changes)} ${announcement}`.execute(
    trx,
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
