import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tables } from '@rita/api-server/platform/db/tables';
import type { SyncTriggerWebhookPayload } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { openTestQueue, type TestQueue } from '@rita/test-kit';
import { startApp } from '../live/app-process.ts';
import { fillConnections } from '../seed-connections.ts';
import type { BenchServices } from '../services.ts';

const LOOK_EVERY_MS = 100;
const PUBLISH_EVERY_MS = 50;
const LONGEST_MS = 20 * 60_000;

export type Work = { connections: number; messagesEach: number };

/**
 * So many connections fall due at once, as after a night without the app: one replica starts all, a
 * connector that answers at once sends so many messages about each, and the replica takes them.
 *
 * @returns seconds from the first start until the last run is over
 */
export async function runAll(services: BenchServices, work: Work): Promise<number> {
  const url = services.databaseUrl;
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  const queue = await openTestQueue(services.amqpUrl);
  await queue.declare();
  const connector = await startConnector(queue, work.messagesEach);
  try {
    await fillConnections(database, work.connections);
    await makeDue(database);
    const variables = { CONNECTOR_WEBHOOK_URL: `${connector.url}/webhook` };
    const app = await startApp(services, { queue: queue.name, variables });
    try {
      const startedAt = await connector.firstAt;
      await untilOver(database, work, connector);
      return (performance.now() - startedAt) / 1_000;
    } finally {
      await app.stop();
    }
  } finally {
    await connector.stop();
    await queue.close();
    await database.close();
  }
}

async function makeDue({ executeSql }: Database<Tables>): Promise<void> {
  await executeSql(
    `update data_source_connections set status = 'idle', run_id = null, run_started_at = null,
       run_deadline_at = null, run_heartbeat_seconds = null, version = version + 1,
       sync_schedule = '{"type":"daily","time":"02:00","time_zone":"UTC"}',
       next_sync_at = now() - interval '1 minute'
     where organization_id like 'bench-%'`,
  );
}

async function untilOver(
  database: Database<Tables>,
  { connections }: Work,
  connector: { count: () => number },
): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_MS;
  while (performance.now() < giveUpAt) {
    await wait(LOOK_EVERY_MS);
    if (connector.count() < connections) continue;
    const { rows } = await database.executeSql(
      `select from data_source_connections
       where organization_id like 'bench-%' and status <> 'idle' limit 1`,
    );
    if (rows.length === 0) return;
  }
  throw new Error('the runs were not over in twenty minutes');
}

/** Takes every run at once, and tells of it what a connector tells. */
async function startConnector(queue: TestQueue, messagesEach: number) {
  const first = Promise.withResolvers<number>();
  let count = 0;
  let waiting: string[] = [];
  const server = createServer((request, response) => {
    // It says nothing of itself, so that it is sent what every connector understands.
    if (request.method !== 'POST') return response.writeHead(404).end();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const payload = JSON.parse(Buffer.concat(parts).toString()) as SyncTriggerWebhookPayload;
      first.resolve(performance.now());
      count += 1;
      waiting.push(...messagesOf(payload, messagesEach));
      response.writeHead(202).end('{}');
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let sending = Promise.resolve();
  const timer = setInterval(() => {
    const bodies = waiting;
    waiting = [];
    if (bodies.length > 0) sending = sending.then(() => queue.send(...bodies));
  }, PUBLISH_EVERY_MS);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    firstAt: first.promise,
    count: () => count,
    stop: async () => {
      clearInterval(timer);
      await sending;
      server.closeAllConnections();
      server.close();
    },
  };
}

function messagesOf(payload: SyncTriggerWebhookPayload, count: number): string[] {
  const { tenant_id, connection_id, connection_type, run_id } = payload;
  const ids = { tenant_id, connection_id, connection_type, run_id };
  return Array.from({ length: count }, (_, at) => {
    const isLast = at === count - 1;
    const status = isLast ? 'sync_completed' : at === 0 ? 'sync_started' : 'sync_progress';
    const progress = at === 0 ? {} : { documents_processed: at * 10 };
    const timestamp = new Date().toISOString();
    return JSON.stringify({ type: 'sync', ...ids, status, seq: at + 1, timestamp, ...progress });
  });
}
