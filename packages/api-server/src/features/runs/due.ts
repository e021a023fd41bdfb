import { sql } from 'kysely';

/**
 * The database's clock. Not `clock_timestamp()`, which may say something else for each row: no index
 * serves a comparison with it, so that each look for what is due would read every row.
 */
const CLOCK = sql<Date>`statement_timestamp()`;

/** Connections with a run that a sweep has to look at, or with one that ended since it was to. */
export const IS_LOOK_DUE = sql`run_look_at <= ${CLOCK}`;

/** Connections whose schedule wants a sync. */
export const IS_SYNC_DUE = sql`next_sync_at <= ${CLOCK} and status = 'idle' and enabled
  and paused_at is null`;

/** Readings of permissions that are to begin: of `access`, for a `connection`. */
export const IS_CHECK_DUE = sql`access.next_check_at <= ${CLOCK} and access.status = 'idle'
  and connection.enabled`;

/** Readings of permissions whose time is over. */
export const IS_CHECK_EXPIRED = sql`status = 'checking' and run_deadline_at <= ${CLOCK}`;

/** Readings of permissions that missed two promised signs of life. Those that go on have an index of their own. */
export const IS_CHECK_SILENT = sql`status = 'checking'
  and run_last_heard_at + make_interval(secs => 2 * run_heartbeat_seconds) <= ${CLOCK}`;
