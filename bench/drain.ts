import { setTimeout as wait } from 'node:timers/promises';
import type { RunDeps } from '@rita/api-server/features/runs/run-deps';
import { openStatusQueue } from '@rita/api-server/features/runs/status-queue';
import { openBackground } from '@rita/api-server/platform/background';
import type { Tables } from '@rita/api-server/platform/db/tables';
import { createMetrics } from '@rita/api-server/platform/metrics';
import type { DataSourceStatusMessage } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import { createLog } from '@rita/platform/log';
import { openTestQueue } from '@rita/test-kit';
import { measureBatchFloor } from './batch-floor.ts';
import { countWrongRows, expectRows } from './expected-rows.ts';
import { measureFloor } from './floor.ts';
import { mixMessages } from './mixed-messages.ts';
import { readConnections, seedConnections } from './seed-connections.ts';
import type { BenchServices } from './services.ts';

export type Load = { messages: number; connections: number };
/** Rates in messages a second. */
export type Drained = {
  floor: number;
  /** Of batches that are written by COPY. */
  batchFloor: number;
  rate: number;
  wrongRows: number;
  missingAudit: number;
};

export const BENCH_LIMITS = {
  acceptMs: 60_000,
  verifyMs: 120_000,
  syncSilenceMs: 600_000,
  syncMs: 86_400_000,
};
const FLOOR_MESSAGES = 2_500;

/** One round: the floor, half before and half after, and the real consumer on a filled queue between. */
export async function drainOnce(
  services: Omit<BenchServices, 'stop'>,
  load: Load,
): Promise<Drained> {
  const log = createLog({ service: 'bench', level: 'warn' });
  const database = await openDatabase<Tables>({
    url: services.databaseUrl,
    folder: '',
    prepares: true,
    log,
  });
  try {
    const forFloor = mixMessages(await seedConnections(database, load.connections), load.messages);
    const before = await measureFloor(services.databaseUrl, forFloor.slice(0, FLOOR_MESSAGES));
    const rows = await seedConnections(database, load.connections);
    const messages = mixMessages(rows, load.messages);
    const audited = await countAudit(database);
    const rate = await drainMessages(services, { database, messages });
    const expected = expectRows(rows, messages, BENCH_LIMITS);
    const wrongRows = countWrongRows(expected, await readConnections(database));
    const added = (await countAudit(database)) - audited;
    const after = await measureFloor(services.databaseUrl, messages.slice(-FLOOR_MESSAGES));
    const missingAudit = expected.auditEntries - added;
    const batchFloor = await measureBatchFloor(services.databaseUrl, messages);
    return { floor: 2 / (1 / before + 1 / after), batchFloor, rate, wrongRows, missingAudit };
  } finally {
    await database.close();
  }
}

export async function drainMessages(
  { amqpUrl }: Pick<BenchServices, 'amqpUrl'>,
  { database, messages }: { database: Database<Tables>; messages: DataSourceStatusMessage[] },
): Promise<number> {
  const queue = await openTestQueue(amqpUrl);
  await queue.declare();
  await queue.send(...messages.map((message) => JSON.stringify(message)));
  const consumer = openStatusQueue(runDeps(database), { url: amqpUrl, queue: queue.name });
  try {
    // From the first delivery: connecting is not draining.
    await until(() => consumer.state().received > 0);
    const startedAt = performance.now();
    await until(() => consumer.state().handled >= messages.length);
    return messages.length / ((performance.now() - startedAt) / 1_000);
  } finally {
    await consumer.close();
    await queue.close();
  }
}

/** Looks every millisecond, so that the figure is not one of the looking. */
async function until(isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 120_000;
  while (!isTrue()) {
    if (performance.now() > giveUpAt) throw new Error('the queue was not drained in two minutes');
    await wait(1);
  }
}

/** What the rules need beside a database, without a connector to send to. */
export function runDeps(database: Database<Tables>): RunDeps & { database: Database<Tables> } {
  const log = createLog({ service: 'bench', level: 'warn' });
  return {
    db: database.kysely,
    database,
    limits: BENCH_LIMITS,
    breaker: { state: () => 'closed' },
    watchers: { isWatched: () => false, keep: () => {} },
    sendWebhook: async () => ({ outcome: 'accepted', status: 202 }),
    background: openBackground(log),
    metrics: createMetrics(),
    log,
  };
}

async function countAudit({ kysely }: Database<Tables>): Promise<number> {
  const { count } = await kysely
    .selectFrom('audit_events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
