import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openLiveReader } from './live-reader.ts';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { configured, rowOf, type TestUser } from './start-test-app.ts';

const FLOOD = 10_000;
const FLOOD_PER_SECOND = 2_000;
const QUIET_EVERY_MS = 20;
/** At the least; how many there is time for while the flood lasts is up to the machine. */
const PASSING = 21;

let at: QueueApp;
/** Of another organization than the flood: its user, a connection and the run that is under way. */
let quiet: { user: TestUser; id: string; run_id: string };
/** Of the quiet run's messages. */
let seq = 0;

beforeAll(async () => {
  at = await startQueueApp();
  const user = await at.app.signUp('Quiet');
  const { id } = await configured(at.app, user);
  const started = await user.api('POST', `/api/data-sources/${id}/sync`);
  quiet = { user, id, run_id: started.body.run_id };
});
afterEach(() => at.expectInvariants());
afterAll(() => at.close());

function sendQuiet(fields: Record<string, unknown>): Promise<void> {
  seq += 1;
  const { id: connection_id, run_id } = quiet;
  const tenant_id = quiet.user.organizationId;
  return at.queue.send(
    JSON.stringify({ ...at.sync({ run_id, seq, ...fields }), connection_id, tenant_id }),
  );
}

/** Half of them of a run that is under way, half of runs that nobody knows. */
function flood(run_id: string, { from = 0, until = FLOOD } = {}): string[] {
  return Array.from({ length: until - from }, (_, place) => {
    const index = from + place;
    const fields = { status: 'sync_progress', seq: index + 1, documents_processed: index };
    return JSON.stringify(at.sync({ ...fields, run_id: index % 2 ? randomUUID() : run_id }));
  });
}

/** Goes on, all of the flood and longer, for as long as somebody wants to pass. */
async function floodWhile(run_id: string, isWanted: () => boolean): Promise<void> {
  const start = performance.now();
  for (let from = 0; from < FLOOD || isWanted(); ) {
    const due = Math.ceil(((performance.now() - start) / 1_000) * FLOOD_PER_SECOND);
    const until = from < FLOOD ? Math.min(due, FLOOD) : due;
    await at.queue.send(...flood(run_id, { from, until }));
    from = until;
    await wait(5);
  }
}

// Row 46 of reliability.md; by how much others are later is measured by `npm run bench -- queue`.
describe('10,000 messages of one organization', () => {
  test('one after another: those of another pass between them', async () => {
    const reader = await openLiveReader(at.app.url, { cookie: quiet.user.cookie });
    await reader.next('snapshot');
    const run_id = await at.startSync();
    let passed = 0;
    let isOver = false;
    const flooding = floodWhile(run_id, () => passed < PASSING).finally(() => {
      isOver = true;
    });
    let slowest = 0;
    try {
      for (; !isOver; passed += 1) {
        const start = performance.now();
        const documents = seq + 1;
        await sendQuiet({ status: 'sync_progress', documents_processed: documents });
        await reader.next('data_source_update', (row) => row.documents_processed === documents);
        slowest = Math.max(slowest, performance.now() - start);
        await wait(QUIET_EVERY_MS);
      }
    } finally {
      passed = PASSING;
      await flooding;
    }
    reader.stop();
    expect(slowest).toBeLessThan(2_000);
    expect(seq).toBeGreaterThanOrEqual(PASSING);
  });

  test('all at once: whoever comes last waits for them, and that is short', async () => {
    const start = performance.now();
    await at.queue.send(...flood(randomUUID()));
    await sendQuiet({ status: 'sync_completed' });
    await waitFor(async () => (await rowOf(at.app, quiet.id)).status === 'idle', {
      timeoutMs: 20_000,
    });
    expect(performance.now() - start).toBeLessThan(15_000);
    await waitFor(async () => (await at.queue.count()) === 0);
  });
});
