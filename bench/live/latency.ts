import { randomUUID } from 'node:crypto';
import type { QueuePublisher } from '@rita/platform/queue/publisher';
import { percentile } from '../table.ts';
import type { AppProcess } from './app-process.ts';
import { openReader, openReaders, type Reader } from './reader.ts';
import type { User } from './sign-up.ts';

/** Milliseconds from handing a message to the broker until a reader has its event. */
export type Latency = { p50: number; p95: number; p99: number; events: number };

const MESSAGES = 40;
const PAUSE_MS = 50;
const LIMIT_MS = 20_000;

/** Every reader's time for every message counts, so that the last of a thousand counts too. */
export async function measureLatency(
  { app, user, publisher }: { app: Pick<AppProcess, 'url'>; user: User; publisher: QueuePublisher },
  readerCount: number,
  messages = MESSAGES,
): Promise<Latency> {
  const stopwatch = createStopwatch({ user, publisher });
  const readers: Reader[] = await openReaders(readerCount, () =>
    openReader(app.url, user.cookie, stopwatch.onText),
  );
  const latency = await stopwatch.measure({ readers: readerCount, messages });
  for (const reader of readers) reader.close();
  return latency;
}

/** Times messages on their way to readers, which hand it what they are told. */
function createStopwatch(to: { user: User; publisher: QueuePublisher }) {
  const sentAt = new Map<string, number>();
  let times: number[] = [];
  return {
    onText(text: string): void {
      const mark = /"run_phase":"(mark-\d+-\d+)"/.exec(text)?.[1];
      const at = mark === undefined ? undefined : sentAt.get(mark);
      if (at !== undefined) times.push(performance.now() - at);
    },
    /** One message after another; the next when all readers have the one before. */
    async measure({ readers, messages }: { readers: number; messages: number }): Promise<Latency> {
      times = [];
      const begin = Date.now();
      for (let count = 0; count < messages; count += 1) {
        const mark = `mark-${begin}-${count}`;
        const body = progressOf(to.user, mark);
        sentAt.set(mark, performance.now());
        await to.publisher.publish(body, { messageId: randomUUID() });
        const wanted = (count + 1) * readers;
        await arrived(() => times.length >= wanted);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      const part = (percent: number) => percentile(times, percent);
      return { p50: part(50), p95: part(95), p99: part(99), events: times.length };
    },
  };
}

function progressOf({ connection }: User, phase: string): string {
  const { id, organization_id } = connection;
  const address = { connection_id: id, tenant_id: organization_id };
  return JSON.stringify({ type: 'sync', status: 'sync_progress', ...address, phase });
}

/** Begins the sync that the marks belong to. */
export function startOf({ connection }: User): string {
  const { id, organization_id } = connection;
  const address = { connection_id: id, tenant_id: organization_id };
  return JSON.stringify({ type: 'sync', status: 'sync_started', ...address });
}

async function arrived(isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + LIMIT_MS;
  while (!isTrue()) {
    if (performance.now() > giveUpAt) throw new Error('an event did not reach every reader');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
