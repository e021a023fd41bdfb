import { once } from 'node:events';
import {
  createOwnBroker,
  hasBrokerBinaries,
  type OwnBroker,
  openTestQueue,
  waitFor,
} from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { consumeFrom, consuming } from '../../test/remembering-consumer.ts';
import { silentLog } from '../log.ts';
import { openQueueConsumer } from './consumer.ts';
import { openQueuePublisher, PublishError } from './publisher.ts';

describe.skipIf(!(await hasBrokerBinaries()))('a broker of our own', () => {
  let broker: OwnBroker;
  beforeAll(async () => {
    broker = await createOwnBroker();
    await broker.start();
  });
  // Whatever failed: the next test has a broker that takes messages.
  afterEach(() => broker.clearMemoryAlarm());
  afterAll(() => broker.remove());

  test('killed, restarted, emptied of connections, short of memory: nothing confirmed is lost', async () => {
    const queue = await openTestQueue(broker.url);
    const consumer = consumeFrom(broker.url, queue.name);
    const publisher = openQueuePublisher({
      url: broker.url,
      queue: queue.name,
      log: silentLog,
      limitMs: 2_000,
    });
    try {
      const confirmed = new Set<string>();
      let next = 0;
      /** One after the other, until one is not confirmed. */
      const publishMany = async (count: number) => {
        for (let sent = 0; sent < count; sent += 1) {
          next += 1;
          const text = String(next);
          await publisher.publish(text, { messageId: text });
          confirmed.add(text);
        }
      };
      const missing = () => [...confirmed].filter((text) => !consumer.handled.includes(text));
      const settled = (timeoutMs: number) =>
        waitFor(() => consumer.state().status === 'consuming' && missing().length === 0, {
          timeoutMs,
          what: 'all confirmed messages',
        });

      await consuming(consumer);
      await publishMany(200);
      await settled(5_000);

      // Row 14
      const publishing = publishMany(100_000).catch((error: unknown) => error);
      await waitFor(() => confirmed.size > 300);
      await broker.kill();
      await waitFor(() => consumer.state().status === 'connecting', { timeoutMs: 5_000 });
      expect(await publishing).toBeInstanceOf(PublishError);
      await broker.start();
      await settled(3_000);
      expect(confirmed.size).toBeGreaterThanOrEqual(200);

      // Row 16
      const before = consumer.state().sessions;
      await broker.control('close_all_connections', 'maintenance');
      await waitFor(() => consumer.state().sessions > before, { timeoutMs: 3_000 });
      await publishMany(20);
      await settled(3_000);

      // Row 22
      await broker.raiseMemoryAlarm();
      const refused = publisher.publish('blocked', { messageId: 'blocked' });
      await expect(refused).rejects.toMatchObject({ code: 'blocked' });
      expect(publisher.state()).toMatchObject({ status: 'blocked', waiting: 0 });
      await broker.clearMemoryAlarm();
      await waitFor(() => publisher.state().status === 'connected', { timeoutMs: 10_000 });
      const last = confirmed.size;
      await publishMany(5);
      expect(confirmed.size).toBe(last + 5);
      await settled(5_000);
    } finally {
      await consumer.close();
      await publisher.close();
      await queue.close();
    }
  }, 180_000);

  test('a broker that gives a handler less time than we do: what it takes back is done later (row 20)', async () => {
    // As forced as it gets: the broker looks every half second, and one second is too long.
    await broker.control('eval', 'application:set_env(rabbit, consumer_timeout, 1000).');
    await broker.control('eval', 'application:set_env(rabbit, channel_tick_interval, 500).');
    const queue = await openTestQueue(broker.url);
    const handled: string[] = [];
    let isSlow = true;
    const consumer = openQueueConsumer({
      url: broker.url,
      queue: queue.name,
      log: silentLog,
      isReady: async () => true,
      handleBatch: async (messages, { signal }) => {
        if (isSlow) await once(signal, 'abort');
        handled.push(...messages.map(({ body }) => body.toString()));
        return messages.map(() => ({ done: true }));
      },
    });
    try {
      await consuming(consumer);
      await queue.send('1', '2', '3');
      await waitFor(() => consumer.state().sessions > 1, { timeoutMs: 20_000 });
      isSlow = false;
      await waitFor(() => ['1', '2', '3'].every((text) => handled.includes(text)), {
        timeoutMs: 20_000,
      });
      await waitFor(async () => (await queue.count()) === 0);
      expect(consumer.state().parked).toBe(0);
    } finally {
      await consumer.close();
      await queue.close();
    }
  });
});
