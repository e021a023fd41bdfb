import { sql } from 'kysely';

/**
 * The database's clock. Not `clock_timestamp()`, which may say something else for each row: no index
 * serves a comparison with it, so that each look for what is due would read every row.
 */
const CLOCK = sql<Date>`statement_timestamp()`;

/** Runs of connections whose time is over. */
export const IS_RUN_EXPIRED = sql`status <> 'idle' and run_deadline_at <= ${CLOCK}`;

/** Runs whose time is over before the next sweep. */
export const IS_RUN_ENDING = sql`run_deadline_at <= ${CLOCK} + interval '5 seconds'`;

/**
 * Runs that a sweep may have to do something about: two promised signs of life were missed, or the
 * end is near.
 */
export const IS_RUN_TO_LOOK_AT = sql`status <> 'idle' and (${IS_RUN_ENDING} or (
  run_accepted_at is not null
  and run_last_heard_at + make_interval(secs => 2 * run_heartbeat_seconds) < ${CLOCK}))`;

/** Those of them that the connector has taken: nothing is waited for of any other. */
export const IS_RUN_SILENT = sql`run_accepted_at is not null and ${IS_RUN_TO_LOOK_AT}`;

/** Connections whose schedule wants a sync. */
export const IS_SYNC_DUE = sql`next_sync_at <= ${CLOCK} and status = 'idle' and enabled
  and paused_at is null`;

/** Readings of permissions that are to begin: of `access`, for a `connection`. */
export const IS_CHECK_DUE = sql`access.next_check_at <= ${CLOCK} and access.status = 'idle'
  and connection.enabled`;

/** Readings of permissions whose time is over. */
export const IS_CHECK_EXPIRED = sql`status = 'checking' and run_deadline_at <= ${CLOCK}`;
