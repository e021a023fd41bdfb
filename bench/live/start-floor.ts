import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { silentLog } from '@rita/platform/log';
import { openQueuePublisher, type QueuePublisher } from '@rita/platform/queue/publisher';
import { openTestQueue, type TestQueue } from '@rita/test-kit';
import { stopProcess, waitForOutput } from '../../scripts/services/process.ts';
import { nodeOptionsOf } from '../node-options.ts';
import type { BenchServices } from '../services.ts';
import type { User } from './sign-up.ts';

export type Stops = (() => Promise<unknown>)[];

/** Where messages go in, and where and as whom they are read. */
export type Streams = { app: { url: string }; user: User; publisher: QueuePublisher };

const ROOT = join(import.meta.dirname, '../..');

/**
 * A bare consumer that writes to bare streams, with the options of Node that the app has.
 *
 * @param options.padding characters that each event has more
 * @param options.stores whether each message is stored in a transaction and told when that is announced
 */
export async function startFloorStreams(
  services: BenchServices,
  stops: Stops,
  { padding = 0, stores = false }: { padding?: number; stores?: boolean } = {},
): Promise<Streams> {
  const { queue, publisher } = await openQueue(services, stops);
  const file = join(import.meta.dirname, 'floor-stream.ts');
  const child = spawn(process.execPath, [...nodeOptionsOf('start:api', ROOT), file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AMQP_URL: services.amqpUrl,
      QUEUE: queue.name,
      PADDING: String(padding),
      ...(stores ? { STORE_URL: services.databaseUrl } : {}),
    },
  });
  stops.push(() => stopProcess(child));
  const said = await waitForOutput(child, /is ready at (http\S+)\n/);
  const app = { url: /is ready at (http\S+)/.exec(said)?.[1] ?? '' };
  const user = { cookie: '', connection: { id: '', organization_id: '' } } as User;
  return { app, user, publisher };
}

/** A queue of its own, and who publishes on it. */
export async function openQueue(
  { amqpUrl }: BenchServices,
  stops: Stops,
): Promise<{ queue: TestQueue; publisher: QueuePublisher }> {
  const queue = await openTestQueue(amqpUrl);
  stops.push(queue.close);
  await queue.declare();
  const publisher = openQueuePublisher({ url: amqpUrl, queue: queue.name, log: silentLog });
  stops.push(publisher.close);
  return { queue, publisher };
}
