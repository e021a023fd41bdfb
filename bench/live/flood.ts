import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { QueuePublisher } from '@rita/platform/queue/publisher';
import type { TestQueue } from '@rita/test-kit';
import { median } from '../table.ts';
import type { AppProcess } from './app-process.ts';
import { measureLatency } from './latency.ts';
import type { User } from './sign-up.ts';

/** How long a message of one organization takes to its browser at p95, in milliseconds. */
export type FloodDelay = { alone: number; beside: number; flooded: number };

const FLOOD_PER_SECOND = 2_000;
const ROUNDS = 5;

/**
 * Alone, and while another organization's messages come without a pause, in turns: the medians.
 * Half of those belong to a run that is under way, half to runs that nobody knows.
 */
export async function measureFlood(
  at: { app: AppProcess; user: User; publisher: QueuePublisher },
  flood: { queue: TestQueue; user: User },
): Promise<FloodDelay> {
  const alone: number[] = [];
  const beside: number[] = [];
  let flooded = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push((await measureLatency(at, 1)).p95);
    const ended = new AbortController();
    const flooding = floodUntil(ended.signal, flood);
    beside.push((await measureLatency(at, 1)).p95);
    ended.abort();
    flooded += await flooding;
  }
  return { alone: median(alone), beside: median(beside), flooded };
}

async function floodUntil(
  ended: AbortSignal,
  { queue, user }: { queue: TestQueue; user: User },
): Promise<number> {
  const { id: connection_id, organization_id: tenant_id } = user.connection;
  const progress = { type: 'sync', status: 'sync_progress', connection_id, tenant_id };
  const start = performance.now();
  let sent = 0;
  while (!ended.aborted) {
    const due = Math.ceil(((performance.now() - start) / 1_000) * FLOOD_PER_SECOND);
    const messages = Array.from({ length: due - sent }, (_, index) =>
      JSON.stringify(
        index % 2
          ? { ...progress, run_id: randomUUID(), seq: 1 }
          : { ...progress, documents_processed: sent + index },
      ),
    );
    await queue.send(...messages);
    sent = due;
    await wait(5);
  }
  return sent;
}
