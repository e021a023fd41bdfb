import { MIGRATIONS } from '@rita/api-server/deps';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { type PostgresOptions, startPostgres } from '../scripts/services/postgres.ts';
import { startRabbitmq } from '../scripts/services/rabbitmq.ts';

/** What the benches of the app run on: a database of its own with the app's schema, and a broker. */
export type BenchServices = { databaseUrl: string; amqpUrl: string; stop: () => Promise<void> };

/** `origin` says where the server comes from and whether its commits wait for the disk. */
export type BenchDatabase = { databaseUrl: string; origin: string; stop: () => Promise<void> };

/** A migrated database on a PostgreSQL of its own, or on that of `TEST_DATABASE_URL`. */
export async function startDatabase(
  migrations: URL,
  options: PostgresOptions = { isDurable: true },
): Promise<BenchDatabase> {
  const postgres = await startPostgres(options);
  try {
    process.env.TEST_DATABASE_URL = postgres.url;
    const database = await createTestDatabase({ migrations, name: 'bench' });
    const stop = async () => {
      await database.drop();
      await postgres.stop();
    };
    const databaseUrl = urlOf(database);
    const origin = `${postgres.origin} (${await flushingOf(databaseUrl)})`;
    return { databaseUrl, origin, stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

export async function startServices(options?: PostgresOptions): Promise<BenchServices> {
  const database = await startDatabase(MIGRATIONS, options);
  try {
    const rabbitmq = await startRabbitmq();
    console.log(`PostgreSQL from ${database.origin}, RabbitMQ from ${rabbitmq.origin}`);
    const stop = async () => {
      await rabbitmq.stop();
      await database.stop();
    };
    return { databaseUrl: database.databaseUrl, amqpUrl: rabbitmq.url, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function urlOf({ url }: TestDatabase): string {
  if (url === undefined) throw new Error('The bench measures PostgreSQL: unset TEST_DATABASE');
  return url;
}

/** What the server itself says: with `TEST_DATABASE_URL` its settings are not ours. */
async function flushingOf(databaseUrl: string): Promise<string> {
  const database = await openDatabase<unknown>({ url: databaseUrl, folder: '', log: silentLog });
  try {
    const { rows } = await database.executeSql(`
      select string_agg(name || ' ' || setting, ', ' order by name) as text from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes')`);
    return (rows[0] as { text: string }).text;
  } finally {
    await database.close();
  }
}
