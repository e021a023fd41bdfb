import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { writesOfAlerts } from '../alerts/write-alerts.ts';
import { insertOfAuditEvents, type NewAuditEvent } from '../audit/audit.store.ts';
import { accessOf, type SeenConnection } from '../data-sources/data-sources.store.ts';
import { writesOfDueChecks } from './access-row.store.ts';
import { announcementOf } from './announce.ts';
import { type ColumnSet, columnSet, type WrittenColumn } from './column-set.ts';
import type { Watchers } from './run-deps.ts';
import { soonerLook } from './run-look.ts';
import type { RowChanges, RunAudit } from './run-state.ts';
import { type ConnectionWrite, updateOfConnections } from './update-connections.ts';

/** Who is behind a change, as the audit log names him. */
export type Actor = Pick<NewAuditEvent, 'actor_type' | 'actor_id' | 'actor_label' | 'ip'>;

export const CONNECTOR: Actor = { actor_type: 'connector' };
/** With more, one statement that reads them all costs less than what each costs here. */
const MOST_WATCHED = 50;

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

/** A row with changes folded in, and the columns that these write: the others are left as they are. */
export function changeOf(
  row: DataSourceConnectionRow,
  changes: RowChanges,
  now: Date,
): { row: DataSourceConnectionRow; columns: ColumnSet } {
  const look = 'run_look_at' in changes ? undefined : soonerLook({ ...row, ...changes });
  const all = look === undefined ? changes : { ...changes, run_look_at: look };
  const names = Object.keys(all) as WrittenColumn[];
  return {
    row: withChanges(row, all, now),
    columns: columnSet([...names, 'version', 'updated_at']),
  };
}

/**
 * Writes rows that the transaction has locked, their audit entries, what people are to be told of and
 * one announcement, in one statement: with four, PostgreSQL would wait in between until we get round
 * to its answers.
 *
 * @param besides columns that the statement answers too, begun with a comma
 */
export async function writeConnectionChanges<Besides>(
  trx: Transaction<Tables>,
  changes: readonly ConnectionChange[],
  besides?: RawBuilder<Besides>,
): Promise<Besides | undefined> {
  if (changes.length === 0) return undefined;
  const announcement = announcementOf(
    changes.map((change) => change.row),
    { ...(besides && { besides }) },
  );
  const { rows } = await sql<Besides>`with ${writesOf(changes)} ${announcement}`.execute(trx);
  return rows[0];
}

/**
 * The same, and lets the streams of this process know the rows of those organizations that they
 * belong to: read by the statement that writes them, they need not be read anew.
 */
export async function writeWatchedChanges(
  trx: Transaction<Tables>,
  changes: readonly ConnectionChange[],
  watchers: Watchers,
): Promise<void> {
  const ids = new Set(changes.map(({ row }) => row.organization_id));
  const watched = [...ids].filter(watchers.isWatched);
  if (watched.length === 0 || watched.length > MOST_WATCHED) {
    await writeConnectionChanges(trx, changes);
    return;
  }
  const transaction = randomUUID();
  const announcement = announcementOf(
    changes.map((change) => change.row),
    { transaction, besides: sql`as payload` },
  );
  // The announcement stands on the outer side, so that it is made whatever was written.
  const { rows } = await sql<SeenConnection>`
    with ${writesOf(changes, sql`returning stored.*`)}, told as materialized (${announcement})
    select updated.*, ${accessOf(sql.ref('updated.id'))} as access
    from (select count(payload) as payloads from told) as announced
    left join updated on announced.payloads > 0 and updated.organization_id = any(${watched})`.execute(
    trx,
  );
  watchers.keep(transaction, rows);
}

/** The parts of a `with` that write: rows, entries of the log, what people are to be told of, and what is due. */
function writesOf(
  changes: readonly ConnectionChange[],
  returning: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const events = changes.flatMap(auditEventsOf);
  const logged = events.length === 0 ? sql`` : sql`, logged as (${insertOfAuditEvents(events)})`;
  return sql`updated as (${updateOfConnections(changes)} ${returning}) ${logged} ${writesOfAlerts(changes)} ${writesOfDueChecks(changes)}`;
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
