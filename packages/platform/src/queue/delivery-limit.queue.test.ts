import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createOwnBroker, type OwnBroker, openTestQueue, waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { openQueueConsumer, type QueueConsumerOptions } from './consumer.ts';
import { PassingFailure } from './handling.ts';

const root = process.env.TEST_RABBITMQ4_ROOT;
const DOOMED = fileURLToPath(new URL('../../test/held-forever.ts', import.meta.url));
const MESSAGES = Array.from({ length: 50 }, (_, at) => String(at));

/** RabbitMQ 4 as it comes, with quorum queues: what was delivered twenty times is dropped. */
describe.skipIf(root === undefined)('a broker that counts deliveries', () => {
  let broker: OwnBroker;
  beforeAll(async () => {
    const configuration = ['default_queue_type = quorum'];
    broker = await createOwnBroker({ root: root ?? '/', configuration });
    await broker.start();
  });
  afterAll(() => broker?.remove());

  /** A queue with fifty messages, and what a consumer of it handled. */
  async function prepare() {
    const queue = await openTestQueue(broker.url);
    await queue.declare();
    await queue.send(...MESSAGES);
    const handled: string[] = [];
    const open = (options: Partial<QueueConsumerOptions> = {}) =>
      openQueueConsumer({
        url: broker.url,
        queue: queue.name,
        log: silentLog,
        isReady: async () => true,
        handleBatch: async (messages) => {
          handled.push(...messages.map(({ body }) => body.toString()));
          return messages.map(() => ({ done: true }));
        },
        ...options,
      });
    return { queue, handled, open };
  }

  test('a cause that passes costs no message a delivery', async () => {
    const { queue, handled, open } = await prepare();
    const counts = new Set<number>();
    let isReady = true;
    let failures = 0;
    const consumer = open({
      isReady: async () => isReady,
      handleBatch: async (messages) => {
        failures += 1;
        // Ready although it fails, not ready, and ready again.
        isReady = failures !== 3;
        if (failures === 3) setTimeout(() => (isReady = true), 300);
        if (failures < 6) throw new PassingFailure(new Error('away'));
        for (const { deliveryCount } of messages) counts.add(deliveryCount);
        handled.push(...messages.map(({ body }) => body.toString()));
        return messages.map(() => ({ done: true }));
      },
    });
    try {
      await waitFor(() => handled.length === MESSAGES.length, { timeoutMs: 20_000 });
      expect(handled.toSorted()).toEqual(MESSAGES.toSorted());
      expect([...counts]).toEqual([0]);
      expect(consumer.state()).toMatchObject({ sessions: 1, redelivered: 0, parked: 0 });
    } finally {
      await consumer.close();
      await queue.close();
    }
  });

  test('26 processes that die with messages in hand lose none of fifty', async () => {
    const { queue, handled, open } = await prepare();
    for (let death = 0; death < 26; death += 1) {
      const doomed = fork(DOOMED, [broker.url, queue.name]);
      await once(doomed, 'message');
      doomed.kill('SIGKILL');
      await once(doomed, 'exit');
    }
    const consumer = open();
    try {
      await waitFor(() => new Set(handled).size === MESSAGES.length, { timeoutMs: 20_000 });
      await waitFor(async () => (await queue.count()) === 0);
      expect(consumer.state().parked).toBe(0);
      expect(await queue.count('.parked')).toBe(0);
    } finally {
      await consumer.close();
      await queue.close();
    }
  }, 120_000);
});
