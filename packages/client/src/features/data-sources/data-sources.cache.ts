import type { DataSourceConnection, LiveEvent } from '@rita/contracts';
import { notifyManager, type QueryClient } from '@tanstack/react-query';

export const DATA_SOURCES_KEY = ['data-sources'] as const;
const DELETED_KEY = ['data-sources-deleted'] as const;
const ARRIVED_KEY = ['data-sources-arrived'] as const;

/** Of two states of the same connections, each row in its newer version; what `next` lacks is gone. */
export function mergeByVersion(
  previous: readonly DataSourceConnection[] | undefined,
  next: readonly DataSourceConnection[],
): DataSourceConnection[] {
  const known = new Map(previous?.map((row) => [row.id, row]));
  return next.map((row) => {
    const held = known.get(row.id);
    return held && held.version > row.version ? held : row;
  });
}

/** Puts one row in place of an older version of itself; a row not seen yet is added. */
export function withConnection(
  rows: readonly DataSourceConnection[],
  row: DataSourceConnection,
): DataSourceConnection[] {
  const held = rows.find((candidate) => candidate.id === row.id);
  if (!held) return [...rows, row];
  if (held.version >= row.version) return [...rows];
  return rows.map((candidate) => (candidate === held ? row : candidate));
}

/** Brings the cache up to what live events say, in their order; whoever shows it is told once. */
export function applyLiveEvents(queryClient: QueryClient, events: readonly LiveEvent[]): void {
  notifyManager.batch(() => {
    for (const event of events) applyLiveEvent(queryClient, event);
  });
}

function applyLiveEvent(queryClient: QueryClient, event: LiveEvent): void {
  if (event.name === 'snapshot') applySnapshot(queryClient, event.data.data_sources);
  if (event.name === 'data_source_update') applyConnection(queryClient, event.data);
  if (event.name === 'data_source_deleted') forgetConnection(queryClient, event.data.connection_id);
}

/** Puts a row that the server has answered with, or sent live, into the cache. */
export function applyConnection(queryClient: QueryClient, row: DataSourceConnection): void {
  if (readDeleted(queryClient).includes(row.id)) return;
  rememberArrived(queryClient, row);
  queryClient.setQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY, (rows) =>
    rows ? withConnection(rows, row) : undefined,
  );
}

/**
 * Shows a sync as begun before the server has said so. The version stays: what the server says next,
 * also that it began nothing, takes its place.
 */
export function beginSync(queryClient: QueryClient, id: string): void {
  const begun = {
    status: 'syncing',
    run_id: 'not-known-yet',
    run_started_at: new Date().toISOString(),
    run_deadline_at: null,
    run_last_heard_at: null,
    run_heartbeat_seconds: null,
    run_phase: null,
    run_waiting_until: null,
    run_queue_position: null,
    run_held_up_by: null,
    documents_processed: 0,
    documents_total: null,
    documents_failed: 0,
  } as const satisfies Partial<DataSourceConnection>;
  queryClient.setQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY, (rows) =>
    rows?.map((row) => (row.id === id && row.status === 'idle' ? { ...row, ...begun } : row)),
  );
}

/** Takes a connection out for good: an answer that was under way meanwhile must not bring it back. */
export function forgetConnection(queryClient: QueryClient, id: string): void {
  queryClient.setQueryData<string[]>(DELETED_KEY, (ids = []) => [...ids, id]);
  queryClient.setQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY, (rows) =>
    rows?.filter((row) => row.id !== id),
  );
}

/** A list is asked for: from now on what arrives may be newer than it, or not in it yet. */
export function beginReading(queryClient: QueryClient): void {
  queryClient.setQueryData<DataSourceConnection[]>(ARRIVED_KEY, []);
}

/** What a freshly read list becomes beside what live events have brought since it was asked for. */
export function reconcile(
  queryClient: QueryClient,
  rows: readonly DataSourceConnection[],
): DataSourceConnection[] {
  const deleted = readDeleted(queryClient);
  const held = queryClient.getQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY);
  const arrived = queryClient.getQueryData<DataSourceConnection[]>(ARRIVED_KEY) ?? [];
  queryClient.removeQueries({ queryKey: ARRIVED_KEY, exact: true });
  return arrived
    .reduce(withConnection, mergeByVersion(held, rows))
    .filter((row) => !deleted.includes(row.id));
}

function applySnapshot(queryClient: QueryClient, rows: readonly DataSourceConnection[]): void {
  for (const row of rows) rememberArrived(queryClient, row);
  queryClient.setQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY, (held) =>
    mergeByVersion(held, rows),
  );
}

/** Only while a list is being read. */
function rememberArrived(queryClient: QueryClient, row: DataSourceConnection): void {
  queryClient.setQueryData<DataSourceConnection[]>(ARRIVED_KEY, (rows) =>
    rows ? withConnection(rows, row) : undefined,
  );
}

function readDeleted(queryClient: QueryClient): readonly string[] {
  return queryClient.getQueryData<string[]>(DELETED_KEY) ?? [];
}
