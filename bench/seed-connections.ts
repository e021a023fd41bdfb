import type { DataSourceConnectionRow } from '@rita/api-server/platform/db/data-source-tables';
import type { Tables } from '@rita/api-server/platform/db/tables';
import type { Database } from '@rita/platform/database';
import { sql } from 'kysely';

/** A statement ends after 15 seconds. */
const AT_ONCE = 4_000;

/** `fillConnections`, and the rows as stored, in the order of their creation. */
export async function seedConnections(
  database: Database<Tables>,
  count: number,
): Promise<DataSourceConnectionRow[]> {
  await fillConnections(database, count);
  return readConnections(database);
}

/**
 * Replaces all connections by `count` new ones, four to an organization, with settings and options
 * of a usual size. Every second one is in the middle of a sync.
 */
export async function fillConnections(database: Database<Tables>, count: number): Promise<void> {
  await deleteOrganizations(database);
  for (let from = 0; from < count; from += AT_ONCE) {
    await insertConnections(database, { from, count: Math.min(AT_ONCE, count - from) });
  }
  await vacuum(database);
}

/** Of hundreds of thousands of rows it takes longer than a statement may. */
export async function vacuum({ kysely }: Pick<Database<Tables>, 'kysely'>): Promise<void> {
  await kysely.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`vacuum analyze`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
}

async function deleteOrganizations({ executeSql }: Database<Tables>): Promise<void> {
  const left = `select id from organizations where id like 'bench-%' limit ${AT_ONCE / 4}`;
  while ((await executeSql(left)).rows.length > 0) {
    await executeSql(`delete from organizations where id in (${left})`);
  }
}

async function insertConnections(
  { executeSql }: Database<Tables>,
  { from, count }: { from: number; count: number },
): Promise<void> {
  const to = from + count - 1;
  await executeSql(
    `insert into organizations (id, name, slug)
     select 'bench-' || n, 'Bench ' || n, 'bench-' || n from generate_series($1::int, $2::int) as n`,
    [from / 4, Math.floor(to / 4)],
  );
  await executeSql(
    `insert into data_source_connections
       (organization_id, type, name, settings, enabled, latest_options, last_verified_at, created_at,
        status, run_id, run_started_at, run_deadline_at, run_look_at,
        run_heartbeat_seconds)
     select 'bench-' || n / 4,
            (array['confluence', 'servicenow', 'sharepoint', 'websearch'])[n % 4 + 1],
            'Connection ' || n, $2::jsonb, true, $3::jsonb, now(), to_timestamp(n),
            case n % 2 when 1 then 'syncing' else 'idle' end,
            case n % 2 when 1 then gen_random_uuid()::text end,
            case n % 2 when 1 then now() end,
            case n % 2 when 1 then now() + interval '1 hour' end,
            case n % 2 when 1 then now() + interval '1 hour' end,
            case n % 2 when 1 then 30 end
     from generate_series($1::int, $4::int) as n`,
    [from, JSON.stringify(BENCH_SETTINGS), JSON.stringify(BENCH_OPTIONS), to],
  );
}

export async function readConnections({
  kysely,
}: Pick<Database<Tables>, 'kysely'>): Promise<DataSourceConnectionRow[]> {
  return kysely
    .selectFrom('data_source_connections')
    .selectAll()
    .where('organization_id', 'like', 'bench-%')
    .orderBy('created_at')
    .execute();
}

export const BENCH_SETTINGS = {
  url: 'https://example.atlassian.net/wiki',
  email: 'service.account@example.com',
  spaces: ['ENG', 'HR', 'OPS'],
  include_archived: false,
};

export const BENCH_OPTIONS = {
  spaces: Array.from({ length: 12 }, (_, at) => ({
    value: `SPACE${at}`,
    label: `The space number ${at}`,
    count: at * 100,
  })),
};
