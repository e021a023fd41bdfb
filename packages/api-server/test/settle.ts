import { waitFor } from '@rita/test-kit';
import { expect } from 'vitest';
import type { QueueApp } from './queue-app.ts';
import { waitForIdle } from './start-test-app.ts';

type Body = string | Buffer | Record<string, unknown>;

/** Sends all, waits until each was handled or parked, and gives the reasons of those parked. */
export async function settle(at: QueueApp, bodies: readonly Body[]): Promise<string[]> {
  const before = at.state();
  await at.queue.send(
    ...bodies.map((body) =>
      typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    ),
  );
  const done = () => at.state().handled + at.state().parked - before.handled - before.parked;
  await waitFor(() => done() >= bodies.length, { timeoutMs: 30_000, what: 'all messages' });
  // I4: each message is applied, duplicate, stale or parked, and none twice.
  expect(done()).toBe(bodies.length);
  expect(await at.queue.count()).toBe(0);
  const reasons: string[] = [];
  for (let left = at.state().parked - before.parked; left > 0; left -= 1) {
    const parked = await waitFor(() => at.queue.take('.parked'));
    reasons.push(String(parked.headers['x-parked-reason']));
  }
  return reasons;
}

export async function endSync(at: QueueApp, run_id: string): Promise<void> {
  await settle(at, [at.sync({ run_id, seq: 1_000_000, status: 'sync_completed' })]);
  await waitForIdle(at.app, at.id);
}
