import { type Kysely, sql } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { BY_CLOCK } from './write-alerts.ts';

export const CLOCK_INTERVAL_MS = 60_000;

/** Without a word for so long where signs of life were promised; and where none were. */
const SILENT = sql.lit('15 minutes');
const SILENT_UNPROMISED = sql.lit('6 hours');
/** A due sync begins within seconds, or as soon as the connector answers again. */
const OVERDUE = sql.lit('1 hour');
const INFO_KEPT_MS = 60_000;

type WatchDeps = { db: Kysely<Tables>; connector: Pick<ConnectorClient, 'introduce'> };

/**
 * Notes what no message tells: runs that say nothing, syncs that do not begin, credentials about to
 * expire, permissions too old to be believed; and what of it is over.
 */
export async function watchClock({ db, connector }: WatchDeps): Promise<void> {
  const { info } = await connector.introduce({ keptMs: INFO_KEPT_MS });
  const limitHours = info?.access_stale_limit_hours ?? null;
  // While the connector is away nobody knows whether what was too old is read again.
  const isKnown = info === null ? sql`cause <> 'permissions_stale'` : sql`true`;
  const found = sql`
    ${SILENT_RUNS} union all ${OVERDUE_SYNCS} union all ${EXPIRING} union all ${stale(limitHours)}`;
  await inTransaction(db, async (trx) => {
    await sql`
      with found as (${found}), over as (
        update alerts set ended_at = now()
        where ${BY_CLOCK} and ${isKnown} and ended_at is null and not exists (select from found
          where found.connection_id = alerts.connection_id and found.cause = alerts.cause))
      insert into alerts (organization_id, connection_id, kind, cause)
      select organization_id, connection_id, kind, cause from found order by connection_id
      on conflict (connection_id, kind, cause) where end_noticed_at is null
        do update set ended_at = null where alerts.ended_at is not null`.execute(trx);
  });
}

const SILENT_RUNS = sql`
  select organization_id, id as connection_id, 'silent' as kind, 'run_silent' as cause
  from data_source_connections
  where status = 'syncing' and (run_waiting_until is null or run_waiting_until < now())
    and coalesce(run_last_heard_at, run_accepted_at) < now() -
      case when run_heartbeat_seconds is null then ${SILENT_UNPROMISED} else ${SILENT} end::interval`;

const OVERDUE_SYNCS = sql`
  select organization_id, id, 'silent', 'sync_overdue' from data_source_connections
  where status = 'idle' and enabled and paused_at is null and next_sync_at < now() - ${OVERDUE}::interval`;

/** Thirty, fourteen and three days ahead, each as one of its own. */
const EXPIRING = sql`
  select organization_id, id, 'expiring', 'expires_in_' || case
      when credentials_expire_at < now() + interval '3 days' then 3
      when credentials_expire_at < now() + interval '14 days' then 14 else 30 end || '_days'
  from data_source_connections
  where enabled and credentials_expire_at > now()
    and credentials_expire_at < now() + interval '30 days'`;

/** Where the source's word counts for who finds what, and the connector says how long it believes it. */
function stale(limitHours: number | null) {
  return sql`
    select source.organization_id, source.id, 'access_lost', 'permissions_stale'
    from data_source_connections source join connection_access access on access.connection_id = source.id
    where source.enabled and access.mode = 'source'
      and coalesce((access.summary ->> 'people_read_at')::timestamptz, access.last_checked_at)
        < now() - make_interval(secs => ${limitHours}::float8 * 3600)`;
}
