import { setTimeout as wait } from 'node:timers/promises';
import {
  type ChaosProxy,
  createOwnBroker,
  hasBrokerBinaries,
  type OwnBroker,
  openChaosProxyFor,
  waitFor,
} from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { endSync } from './settle.ts';

/** The whole app, amid a sync, on a broker that these tests take away. */
describe.skipIf(!(await hasBrokerBinaries()))('a broker that goes away', () => {
  let broker: OwnBroker;
  let proxy: ChaosProxy;
  let at: QueueApp;

  beforeAll(async () => {
    broker = await createOwnBroker();
    await broker.start();
    proxy = await openChaosProxyFor(broker.url);
    at = await startQueueApp({ amqp: { url: broker.url, appUrl: proxy.through(broker.url) } });
  });
  afterEach(() => at.expectInvariants());
  afterAll(async () => {
    await at?.close();
    await proxy?.close();
    await broker?.remove();
  });

  /** Neither ready nor in anybody's hand. */
  const nothingIsLeft = async () => {
    const text = await broker.control('list_queues', '--no-table-headers', 'name', 'messages');
    const line = text.split('\n').find((one) => one.startsWith(`${at.queue.name}\t`));
    return line?.split('\t')[1] === '0';
  };
  const isConsuming = () => at.state().status === 'consuming';
  const comesBack = (timeoutMs: number) =>
    waitFor(isConsuming, { timeoutMs, what: 'the consumer' });

  /** The progress of a run as a connector sends it: what is not confirmed is sent again. */
  function publishProgress(run_id: string) {
    let confirmed = 0;
    let isOver = false;
    const sending = (async () => {
      while (!isOver) {
        const seq = confirmed + 1;
        const fields = { run_id, seq, status: 'sync_progress', documents_processed: seq };
        await at.queue.send(JSON.stringify(at.sync(fields))).then(
          () => {
            confirmed = seq;
          },
          () => wait(20),
        );
      }
    })();
    return {
      confirmed: () => confirmed,
      end: async () => {
        isOver = true;
        await sending;
        return confirmed;
      },
    };
  }

  test.each<[string, () => Promise<void>]>([
    [
      'killed and started again: consuming 3 s after it is back (row 14)',
      async () => {
        await broker.kill();
        await waitFor(() => at.state().status === 'connecting', { timeoutMs: 5_000 });
        const ready = await at.user.api('GET', '/api/health/ready');
        expect(ready).toMatchObject({ status: 200, body: { checks: { status_queue: 'failed' } } });
        await broker.start();
        await comesBack(3_000);
      },
    ],
    [
      'its connections closed by the operator: back within 3 s (row 16)',
      async () => {
        const { sessions } = at.state();
        await broker.control('close_all_connections', 'maintenance');
        await waitFor(() => at.state().sessions > sessions, { timeoutMs: 3_000 });
        await comesBack(3_000);
      },
    ],
    [
      'a link that swallows everything: noticed within 15 s (row 17)',
      async () => {
        proxy.blackHole();
        await waitFor(() => at.state().status === 'connecting', { timeoutMs: 15_000 });
        proxy.heal();
        await comesBack(5_000);
      },
    ],
    [
      'the queue deleted: declared again within 5 s (row 18)',
      async () => {
        const { sessions } = at.state();
        await at.queue.remove();
        await waitFor(() => at.state().sessions > sessions && isConsuming(), { timeoutMs: 5_000 });
      },
    ],
  ])('%s, and the sync under way ends as it was reported', async (_name, fault) => {
    const before = at.state();
    const run_id = await at.startSync();
    const progress = publishProgress(run_id);
    await waitFor(() => progress.confirmed() > 50);
    await fault();
    const seen = progress.confirmed();
    await waitFor(() => progress.confirmed() > seen + 20, { timeoutMs: 10_000 });
    const last = await progress.end();
    await waitFor(async () => (await at.row()).documents_processed === last, {
      timeoutMs: 10_000,
      what: 'the last progress',
    });
    // What was in hand when a link was lost comes back whenever the broker finds that out.
    await waitFor(nothingIsLeft, { timeoutMs: 20_000, what: 'an empty queue' });
    await endSync(at, run_id);
    expect(await at.row()).toMatchObject({
      status: 'idle',
      last_run_id: run_id,
      last_run_ended_by: 'result',
      last_sync_status: 'completed',
      documents_processed: last,
    });
    expect(at.state().parked).toBe(before.parked);
  });

  test('away when the app starts: it serves, says so, and catches up (row 15)', async () => {
    const run_id = await at.startSync();
    await broker.kill();
    const late = await at.app.startReplica();
    const ready = await fetch(`${late.url}/api/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ checks: { status_queue: 'failed' } });
    await broker.start();
    await waitFor(() => late.deps.statusQueue?.state().status === 'consuming', {
      timeoutMs: 5_000,
    });
    await at.queue.send(JSON.stringify(at.sync({ run_id, seq: 1, status: 'sync_completed' })));
    await waitFor(async () => (await at.row()).status === 'idle');
    await late.close();
  });
});
