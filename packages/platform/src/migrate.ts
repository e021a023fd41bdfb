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
      const later = await findLater(connection, Object.keys(migrations));
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

/** Migrations of a newer build that have run already; Kysely refuses a database with unknown ones. */
async function findLater(
  connection: Kysely<unknown>,
  known: readonly string[],
): Promise<Record<string, Migration>> {
  const { rows: tables } = await sql<{ found: string | null }>`
    select to_regclass('kysely_migration')::text as found`.execute(connection);
  if (tables[0]?.found == null) return {};
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
    connection,
  );
  const latest = known.toSorted().at(-1) ?? '';
  const later = rows.filter(({ name }) => name > latest);
  return Object.fromEntries(later.map(({ name }) => [name, { up: async () => {} }]));
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
