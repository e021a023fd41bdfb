import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';

/** Any number; the same in every process that migrates this database. */
const LOCK_ID = 5_091_128_074;
const MIGRATION_NAME = /^\d{3}-[a-z0-9-]+\.sql$/;

/**
 * Brings the schema up to date: every numbered `NNN-name.sql` of the folder that has not run yet,
 * in order, forward only. Any number of processes may start at once; one migrates, the others wait.
 * A database that a newer build has migrated further is left as it is: during a rolling restart
 * both builds work on it, and migrations only ever add what the older one can do without.
 *
 * @throws Error naming the migration that failed; the database is then as it was before it
 */
export async function migrate(database: Database<unknown>, folder: URL): Promise<void> {
  const migrations = await readMigrations(folder);
  await database.kysely.connection().execute(async (connection) => {
    // Waiting for another process that migrates may take longer than a statement normally may.
    await sql`select set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)`.execute(
      connection,
    );
    await sql`select pg_advisory_lock(${sql.lit(LOCK_ID)})`.execute(connection);
    try {
      const ran = await findRan(connection);
      const { isUpToDate, later } = compare(Object.keys(migrations), ran);
      // Kysely would look at every table of the database before it found the same: most of a start.
      if (isUpToDate) return;
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: async () => ({ ...migrations, ...later }) },
      });
      const { error, results } = await migrator.migrateToLatest();
      if (error !== undefined) {
        const failed = results?.find((result) => result.status === 'Error')?.migrationName;
        throw new Error(`migration ${failed ?? '(unknown)'} failed`, { cause: error });
      }
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(LOCK_ID)})`.execute(connection);
      await sql`reset lock_timeout; reset statement_timeout`.execute(connection);
    }
  });
}

/** Names of the migrations that have run, in the order of their runs. */
async function findRan(connection: Kysely<unknown>): Promise<string[]> {
  const { rows: tables } = await sql<{ found: string | null }>`
    select to_regclass('kysely_migration')::text as found`.execute(connection);
  if (tables[0]?.found == null) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by timestamp, name`.execute(connection);
  return rows.map(({ name }) => name);
}

/** Whether nothing is to be done, and the migrations of a newer build, as Kysely refuses unknown ones. */
function compare(
  known: readonly string[],
  ran: readonly string[],
): { isUpToDate: boolean; later: Record<string, Migration> } {
  const latest = known.at(-1) ?? '';
  const later = ran.filter((name) => name > latest);
  return {
    // Anything else, such as one that was removed, is for Kysely to judge.
    isUpToDate: ran.join() === [...known, ...later].join() && ran.length > 0,
    later: Object.fromEntries(later.map((name) => [name, { up: async () => {} }])),
  };
}

async function readMigrations(folder: URL): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const odd = names.find((name) => !MIGRATION_NAME.test(name));
  if (odd !== undefined) throw new Error(`${odd} is not named like 001-first-step.sql`);
  const migrations: Record<string, Migration> = {};
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    migrations[name.replace(/\.sql$/, '')] = {
      up: async (db) => {
        await sql.raw(text).execute(db);
      },
    };
  }
  return migrations;
}
