import { MIGRATIONS } from '@rita/api-server/deps';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { startPostgres } from '../scripts/services/postgres.ts';
import { startRabbitmq } from '../scripts/services/rabbitmq.ts';

/** What every bench runs on: a database of its own with the app's schema, and a broker. */
export type BenchServices = { databaseUrl: string; amqpUrl: string; stop: () => Promise<void> };

export async function startServices(): Promise<BenchServices> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of stops.splice(0).toReversed()) await close();
  };
  try {
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    process.env.TEST_DATABASE_URL = postgres.url;
    const rabbitmq = await startRabbitmq();
    stops.push(rabbitmq.stop);
    const database = await createTestDatabase({ migrations: MIGRATIONS, name: 'bench' });
    stops.push(database.drop);
    console.log(`PostgreSQL from ${postgres.origin}, RabbitMQ from ${rabbitmq.origin}`);
    return { databaseUrl: urlOf(database), amqpUrl: rabbitmq.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function urlOf({ url }: TestDatabase): string {
  if (url === undefined) throw new Error('The bench measures PostgreSQL: unset TEST_DATABASE');
  return url;
}
