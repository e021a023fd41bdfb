import { randomBytes } from 'node:crypto';
import { removeQueues } from '@rita/test-kit';
import { openDatabase } from '../../packages/platform/src/database.ts';
import { silentLog } from '../../packages/platform/src/log.ts';
import type { Resources } from '../../packages/platform/src/resources.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import type { Service } from '../services/service.ts';

/** What the members need to be told of database and broker. */
export type ClusterServices = {
  appDatabaseUrl: string;
  connectorDatabaseUrl: string;
  amqpUrl: string;
  queue: string;
};

/**
 * PostgreSQL and RabbitMQ: those of `TEST_DATABASE_URL` and `TEST_AMQP_URL`, else throw-away
 * ones. Databases and queue have names of their own and go when the cluster goes.
 */
export async function openServices(
  resources: Resources,
  say: (text: string) => void,
): Promise<ClusterServices> {
  const keep = async (name: string, starting: Promise<Service>) => {
    const service = await starting;
    resources.add(name, service.stop);
    say(`${name} from ${service.origin}`);
    return service.url;
  };
  // Both are waited for: one that is still being started when the other fails would stay behind.
  const [postgres, rabbitmq] = await Promise.allSettled([
    keep('PostgreSQL', startPostgres()),
    keep('RabbitMQ', startRabbitmq()),
  ]);
  if (postgres.status === 'rejected') throw postgres.reason;
  if (rabbitmq.status === 'rejected') throw rabbitmq.reason;

  const name = `rita_cluster_${randomBytes(4).toString('hex')}`;
  resources.add('queues', () => removeQueues(rabbitmq.value, [name, `${name}.parked`]));
  return {
    appDatabaseUrl: await createDatabase(postgres.value, `${name}_app`, resources),
    connectorDatabaseUrl: await createDatabase(postgres.value, `${name}_connector`, resources),
    amqpUrl: rabbitmq.value,
    queue: name,
  };
}

async function createDatabase(server: string, name: string, resources: Resources): Promise<string> {
  await onServer(server, `create database ${name}`);
  resources.add(name, () => onServer(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const database = await openDatabase({ url, folder: '', poolSize: 2, log: silentLog });
  try {
    await database.executeSql(statement);
  } finally {
    await database.close();
  }
}
