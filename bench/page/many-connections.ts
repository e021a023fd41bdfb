import { randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import type { User } from '../live/sign-up.ts';
import { BENCH_OPTIONS, BENCH_SETTINGS } from '../seed-connections.ts';

/** A connection in the middle of a sync, as its status messages name it. */
export type Running = { connection_id: string; tenant_id: string; run_id: string };

/**
 * Gives an organization `count` connections in place of its own, every second one in the middle of a sync. The
 * app allows one of each type, so the rule is taken away from this database.
 */
export async function insertConnections(
  databaseUrl: string,
  { connection: { organization_id: tenant_id } }: User,
  count: number,
): Promise<Running[]> {
  const database = await openDatabase<unknown>({ url: databaseUrl, folder: '', log: silentLog });
  const { executeSql } = database;
  try {
    await executeSql(
      'alter table data_source_connections drop constraint data_source_connections_one_of_a_type',
    );
    await executeSql('delete from data_source_connections where organization_id = $1', [tenant_id]);
    const runs = Array.from({ length: count }, (_, at) => (at % 2 === 0 ? null : randomUUID()));
    await executeSql(
      `insert into data_source_connections
         (organization_id, type, name, settings, enabled, latest_options, last_verified_at, last_sync_at,
          last_sync_status, documents_processed, status, run_id, run_started_at, run_deadline_at,
          run_heartbeat_seconds, run_last_heard_at)
       select $1, (array['confluence', 'servicenow', 'sharepoint', 'websearch'])[n % 4 + 1],
              'Connection ' || n, $3::jsonb, true, $4::jsonb, now(), now(),
              case when run is null then 'completed' end, case when run is null then n else 0 end,
              case when run is null then 'idle' else 'syncing' end, run,
              case when run is not null then now() end,
              case when run is not null then now() + interval '1 hour' end,
              case when run is not null then 3600 end,
              case when run is not null then now() end
       from unnest($2::text[]) with ordinality as runs (run, n)`,
      [tenant_id, runs, JSON.stringify(BENCH_SETTINGS), JSON.stringify(BENCH_OPTIONS)],
    );
    const { rows } = await executeSql(
      `select id as connection_id, organization_id as tenant_id, run_id
       from data_source_connections where run_id is not null and organization_id = $1`,
      [tenant_id],
    );
    return rows as Running[];
  } finally {
    await database.close();
  }
}
