import { setTimeout as wait } from 'node:timers/promises';
import type { Tables } from '@rita/api-server/platform/db/tables';
import type { Database } from '@rita/platform/database';
import { openTestQueue } from '@rita/test-kit';
import { type AppProcess, BENCH_METRICS_TOKEN, startApp } from './live/app-process.ts';
import { mixMessages } from './mixed-messages.ts';
import { seedConnections } from './seed-connections.ts';
import type { BenchServices } from './services.ts';
import { median } from './table.ts';

const ROUNDS = 5;
const LOAD = { messages: 40_000, connections: 1_000 };
const LOOK_EVERY_MS = 5;
const GIVE_UP_MS = 120_000;

/**
 * How fast app-servers empty one queue together, each a process as in production. They begin while it
 * is filled; what is left by then, and from then on, counts.
 *
 * @returns messages a second, the median of five rounds after one that warms up
 */
export async function measureReplicas(
  services: BenchServices,
  { database, count }: { database: Database<Tables>; count: number },
): Promise<number> {
  const queue = await openTestQueue(services.amqpUrl);
  await queue.declare();
  const apps = await Promise.all(
    Array.from({ length: count }, () => startApp(services, { queue: queue.name })),
  );
  try {
    const rates: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const rows = await seedConnections(database, LOAD.connections);
      const texts = mixMessages(rows, LOAD.messages).map((message) => JSON.stringify(message));
      const wanted = (await handledBy(apps)) + LOAD.messages;
      await queue.send(...texts);
      const left = wanted - (await handledBy(apps));
      const startedAt = performance.now();
      await untilHandled(apps, wanted);
      if (round > 0) rates.push((left * 1_000) / (performance.now() - startedAt));
    }
    return median(rates);
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await queue.close();
  }
}

async function untilHandled(apps: readonly AppProcess[], wanted: number): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while ((await handledBy(apps)) < wanted) {
    if (performance.now() > giveUpAt) throw new Error('the queue was not drained in two minutes');
    await wait(LOOK_EVERY_MS);
  }
}

/** As their metrics count, whatever became of each message. */
async function handledBy(apps: readonly AppProcess[]): Promise<number> {
  const counts = await Promise.all(apps.map(countHandled));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countHandled({ url }: AppProcess): Promise<number> {
  const headers = { authorization: `Bearer ${BENCH_METRICS_TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const counts = [...text.matchAll(/^status_messages_total\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
