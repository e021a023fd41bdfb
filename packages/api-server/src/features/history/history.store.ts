import type { AuditEvent, RecordedRunKind } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { RUN_ACTIONS, type RunAction } from './run-actions.ts';

export type RunsAsked = {
  connectionId: string;
  /** Position in the log before which the runs of this page begin. */
  before: number | undefined;
  /** Of runs. */
  limit: number;
  kind: RecordedRunKind | undefined;
};

/** An entry of a run. */
export type RunEntry = AuditEvent & {
  action: RunAction;
  /** Position of the run's first entry. */
  run_position: number;
  /** Whether the run is under way. */
  is_active: boolean;
};

export type RunEntries = {
  /** Runs newest first, the entries of each in their order. */
  entries: RunEntry[];
  /** All runs that begin after this position were looked at; null: there are no others. */
  readTo: number | null;
};

/** A start, an end, and a second one where the result came after the run was given up. */
const ENTRIES_OF_RUN = 3;
/** Within one organization somebody may have chosen the id of one run for another of another kind. */
const ENTRIES_OF_ID = 10;

/**
 * The newest runs of a connection by their entries, in nearly all cases at least as many as asked
 * for. What is under way is read in the same statement, or a run that ends meanwhile would look like
 * one without an end.
 *
 * Each step has an order and a limit of its own, which an index serves: PostgreSQL does not know how
 * few entries share the id of a run, and would read all of the connection's otherwise.
 */
export async function listRunEntries(
  db: Db,
  organizationId: string,
  asked: RunsAsked,
): Promise<RunEntries> {
  const most = ENTRIES_OF_RUN * (asked.limit + 1);
  const { rows } = await sql<Row>`
    with recent as materialized (${selectRecent(organizationId, asked, most)}),
    told as (
      select recent.position as run_position,
        min(entry.position) over (partition by recent.position) as first_position, entry.*
      from recent
      cross join lateral (${selectSameId(organizationId)}) entry
      where entry.object_id = recent.object_id
        and split_part(entry.action, '.', 1) = split_part(recent.action, '.', 1)
      union all
      select position, position, recent.* from recent where details ->> 'run_id' is null
    )
    select told.*, looked.lowest, looked.count = ${most} as has_more,
      coalesce(told.details ->> 'run_id' in (${selectActive(organizationId, asked)}), false) as is_active
    from (select min(position) as lowest, count(*) from recent) looked
    left join told on told.run_position = told.first_position
    order by run_position desc, position`.execute(db);
  const [first] = rows;
  return {
    entries: rows.flatMap((row) => (row.id === null ? [] : [toEntry(row)])),
    readTo: first?.has_more ? first.lowest : null,
  };
}

type Found = Omit<RunEntry, 'occurred_at'> & { occurred_at: Date };
type Row = (Found | { id: null }) & { lowest: number | null; has_more: boolean };

function toEntry({ occurred_at, ...row }: Found): RunEntry {
  return { ...row, occurred_at: occurred_at.toISOString() };
}

function selectRecent(
  organizationId: string,
  { connectionId, before, kind }: RunsAsked,
  most: number,
): RawBuilder<unknown> {
  const actions = kind === undefined ? Object.values(RUN_ACTIONS).flat() : RUN_ACTIONS[kind];
  return sql`
    select * from audit_events
    where organization_id = ${organizationId} and object_id = ${connectionId}
      and ${isOneOf(actions)} ${before === undefined ? sql`` : sql`and position < ${before}`}
    order by position desc limit ${most}`;
}

function selectSameId(organizationId: string): RawBuilder<unknown> {
  return sql`
    select * from audit_events
    where organization_id = ${organizationId}
      and audit_events.details ->> 'run_id' = recent.details ->> 'run_id'
      and ${isOneOf(Object.values(RUN_ACTIONS).flat())}
    order by position limit ${sql.lit(ENTRIES_OF_ID)}`;
}

function selectActive(organizationId: string, { connectionId }: RunsAsked): RawBuilder<unknown> {
  return sql`
    (select run_id from data_source_connections
      where organization_id = ${organizationId} and id = ${connectionId}),
    (select run_id from connection_access
      where organization_id = ${organizationId} and connection_id = ${connectionId})`;
}

/** Written out, so that the planner sees that the index of the runs has them all. */
function isOneOf(actions: readonly RunAction[]): RawBuilder<unknown> {
  return sql`audit_events.action in (${sql.join(actions.map((one) => sql.lit(one)))})`;
}
