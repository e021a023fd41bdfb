import type { AuditEvent, RecordedRunKind } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { RUN_ACTIONS, type RunAction } from './run-actions.ts';

export type RunsAsked = {
  connectionId: string;
  /** Position of the first entry of the run that the page before ended with. */
  before: number | undefined;
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

/**
 * The entries of the newest runs of a connection, and of one more where there are more: runs newest
 * first, the entries of each in their order. What is under way is read in the same statement, or a
 * run that ends meanwhile would look like one without an end.
 */
export async function listRunEntries(
  db: Db,
  organizationId: string,
  asked: RunsAsked,
): Promise<RunEntry[]> {
  const { connectionId, limit } = asked;
  const ofConnection = (name: string) => sql`
    ${sql.ref(`${name}.organization_id`)} = ${organizationId}
    and ${sql.ref(`${name}.object_id`)} = ${connectionId}`;
  const ids = sql`organization_id = ${organizationId}`;
  const { rows } = await sql<Omit<RunEntry, 'occurred_at'> & { occurred_at: Date }>`
    with first as (
      select entry.* from audit_events entry
      where ${ofConnection('entry')} and ${isOneOf('entry', actionsOf(asked.kind))}
        ${asked.before === undefined ? sql`` : sql`and entry.position < ${asked.before}`}
        and (
          select earlier.position from audit_events earlier
          where ${isSameRun('earlier', 'entry')} and ${ofConnection('earlier')}
            and earlier.position < entry.position
          limit 1
        ) is null
      order by entry.position desc limit ${limit + 1}
    ), told as (
      select first.position as run_position, first.* from first
      union all
      select first.position as run_position, later.* from first
      join audit_events later on ${isSameRun('later', 'first')} and ${ofConnection('later')}
        and later.position > first.position
    )
    select told.*, coalesce(told.details ->> 'run_id' in (
      (select run_id from data_source_connections where ${ids} and id = ${connectionId}),
      (select run_id from connection_access where ${ids} and connection_id = ${connectionId})
    ), false) as is_active
    from told order by run_position desc, position`.execute(db);
  return rows.map((row) => ({ ...row, occurred_at: row.occurred_at.toISOString() }));
}

function actionsOf(kind: RecordedRunKind | undefined): readonly RunAction[] {
  return kind === undefined ? Object.values(RUN_ACTIONS).flat() : RUN_ACTIONS[kind];
}

/** Written out, so that the planner sees that the index of the runs has them all. */
function isOneOf(name: string, actions: readonly RunAction[]): RawBuilder<unknown> {
  return sql`${sql.ref(`${name}.action`)} in (${sql.join(actions.map((one) => sql.lit(one)))})`;
}

/** Of the same run: ids of runs are chosen by callers too, so the kind has to be the same. */
function isSameRun(name: string, as: string): RawBuilder<unknown> {
  const [one, other] = [name, as].map((table) => ({
    runId: sql`${sql.ref(`${table}.details`)} ->> 'run_id'`,
    kind: sql`split_part(${sql.ref(`${table}.action`)}, '.', 1)`,
  }));
  return sql`${one?.runId} = ${other?.runId} and ${one?.kind} = ${other?.kind}
    and ${isOneOf(name, actionsOf(undefined))}`;
}
