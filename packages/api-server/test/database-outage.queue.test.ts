import { createOwnPostgres, findPostgresBinaries, type OwnPostgres, waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectBearable, type QueueApp, startQueueApp } from './queue-app.ts';
import { type Reply, waitForIdle } from './start-test-app.ts';

const binaries = await findPostgresBinaries();

/** The app on a PostgreSQL that these tests take away (reliability rows 25, 26). */
describe.skipIf(binaries === undefined)('a database that goes away', () => {
  let postgres: OwnPostgres;
  let at: QueueApp;

  beforeAll(async () => {
    postgres = await createOwnPostgres(binaries ?? '');
    await postgres.start();
    at = await startQueueApp({ postgres });
  });
  afterEach(() => at.expectInvariants());
  afterAll(async () => {
    await at?.close();
    await postgres?.remove();
    vi.unstubAllEnvs();
  });

  const text = (fields: Record<string, unknown>) => JSON.stringify(at.sync(fields));

  /** Asks without a pause until told to stop; each answer is one that a client can live with. */
  function startLoad() {
    const answers: Reply[] = [];
    let isOver = false;
    const asking = Promise.all(
      Array.from({ length: 4 }, async (_, worker) => {
        for (let turn = worker; !isOver; turn += 1) {
          const isWrite = turn % 3 === 0;
          const body = isWrite ? { description: `turn ${turn}` } : undefined;
          answers.push(await at.user.api(isWrite ? 'PUT' : 'GET', at.path, body));
        }
      }),
    );
    return {
      answers,
      end: async () => {
        isOver = true;
        await asking;
      },
    };
  }

  test('restarted under load: 503 with Retry-After, nothing parked, back within 5 s (row 25)', async () => {
    const runId = await at.startSync();
    const before = at.state();
    const load = startLoad();
    await waitFor(() => load.answers.length > 20);
    const texts = Array.from({ length: 300 }, (_, index) =>
      text({
        run_id: runId,
        seq: index + 1,
        status: 'sync_progress',
        documents_processed: index + 1,
      }),
    );
    const sending = (async () => {
      for (let from = 0; from < texts.length; from += 10) {
        await at.queue.send(...texts.slice(from, from + 10));
      }
    })();
    await waitFor(async () => (await at.row()).run_seq > 0);
    await postgres.stop();
    await waitFor(() => load.answers.some(({ status }) => status === 503));
    await postgres.start();
    const backAt = performance.now();
    const mark = load.answers.length;
    await waitFor(() => load.answers.slice(mark).some(({ status }) => status === 200));
    await sending;
    await at.queue.send(
      text({ run_id: runId, seq: 301, status: 'sync_completed', documents_processed: 300 }),
    );
    await waitForIdle(at.app, at.id);
    expect(performance.now() - backAt).toBeLessThan(5_000);
    await load.end();
    expectBearable(load.answers);
    expect(await at.row()).toMatchObject({ last_sync_status: 'completed', run_seq: 301 });
    const after = at.state();
    expect(after.parked).toBe(before.parked);
    // At most two deliveries a message.
    expect(after.received - before.received).toBeLessThanOrEqual(602);
  });

  test('away for a minute: what arrives meanwhile is applied afterwards, in order (row 26)', async () => {
    const runId = await at.startSync();
    const before = at.state();
    await postgres.stop();
    const awayUntil = performance.now() + 60_000;
    const texts = Array.from({ length: 200 }, (_, index) =>
      text({
        run_id: runId,
        seq: index + 1,
        status: 'sync_progress',
        documents_processed: index + 1,
      }),
    );
    await at.queue.send(
      ...texts,
      text({ run_id: runId, seq: 201, status: 'sync_completed', documents_processed: 200 }),
    );
    const ready = await at.user.api('GET', '/api/health/ready');
    expect(ready.status).toBe(503);
    await waitFor(() => performance.now() > awayUntil, { timeoutMs: 61_000 });
    expect(at.state().parked).toBe(before.parked);
    await postgres.start();
    const backAt = performance.now();
    await waitForIdle(at.app, at.id);
    expect(performance.now() - backAt).toBeLessThan(5_000);
    expect(await at.row()).toMatchObject({ documents_processed: 200, run_seq: 201 });
    const after = at.state();
    expect(after.received - before.received).toBeLessThanOrEqual(402);
    expect(after.parked).toBe(before.parked);
  }, 90_000);
});
