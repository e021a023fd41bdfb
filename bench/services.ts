import { MIGRATIONS } from '@rita/api-server/deps';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { startPostgres } from '../scripts/services/postgres.ts';
import { startRabbitmq } from '../scripts/services/rabbitmq.ts';

/** What the benches of the app run on: a database of its own with the app's schema, and a broker. */
export type BenchServices = { databaseUrl: string; amqpUrl: string; stop: () => Promise<void> };

/** A migrated database on a PostgreSQL of its own, or on that of `TEST_DATABASE_URL`. */
export type BenchDatabase = { databaseUrl: string; origin: string; stop: () => Promise<void> };

export async function startDatabase(migrations: URL): Promise<BenchDatabase> {
  const postgres = await startPostgres();
  try {
    process.env.TEST_DATABASE_URL = postgres.url;
    const database = await createTestDatabase({ migrations, name: 'bench' });
    const stop = async () => {
      await database.drop();
      await postgres.stop();
    };
    return { databaseUrl: urlOf(database), origin: postgres.origin, stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

export async function startServices(): Promise<BenchServices> {
  const database = await startDatabase(MIGRATIONS);
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
