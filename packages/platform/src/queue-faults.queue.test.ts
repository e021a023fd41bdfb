import { once } from 'node:events';
import {
  type ChaosProxy,
  createOwnBroker,
  hasBrokerBinaries,
  type OwnBroker,
  openChaosProxyFor,
  openTestQueue,
  type TestQueue,
  testAmqpUrl,
  waitFor,
} from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from './log.ts';
import { openQueueConsumer, type QueueConsumer } from './queue-consumer.ts';
import { openQueuePublisher, PublishError } from './queue-publisher.ts';

/** Consumes `queue` and remembers what it was given. */
function consume(url: string, queue: string): QueueConsumer & { handled: string[] } {
  const handled: string[] = [];
  const consumer = openQueueConsumer({
    url,
    queue,
    log: silentLog,
    isReady: async () => true,
    handleBatch: async (messages) => {
      handled.push(...messages.map(({ body }) => body.toString()));
      return messages.map(() => ({ done: true }));
    },
  });
  return { ...consumer, handled };
}

function consuming(consumer: QueueConsumer, timeoutMs?: number) {
  return waitFor(() => consumer.state().status === 'consuming', {
    what: 'consuming',
    ...(timeoutMs && { timeoutMs }),
  });
}

describe('the link or the queue is lost', () => {
  let queue: TestQueue;
  let proxy: ChaosProxy;
  let consumer: ReturnType<typeof consume>;

  beforeEach(async () => {
    queue = await openTestQueue(testAmqpUrl());
    proxy = await openChaosProxyFor(testAmqpUrl());
    consumer = consume(proxy.through(testAmqpUrl()), queue.name);
  });
  afterEach(async () => {
    await consumer.close();
    await proxy.close();
    await queue.close();
  });

  /** Sends a message and waits until it was handled. @returns milliseconds since `start` */
  async function handledSince(start: number, timeoutMs: number): Promise<number> {
    const text = `probe ${start}`;
    await waitFor(async () => (await queue.count()) !== undefined, { timeoutMs });
    await queue.send(text);
    await waitFor(() => consumer.handled.includes(text), { timeoutMs, what: 'the message' });
    return performance.now() - start;
  }

  test('queue deleted: declared again and consumed within 5 s (row 18)', async () => {
    await consuming(consumer);
    const start = performance.now();
    await queue.remove();
    expect(await handledSince(start, 5_000)).toBeLessThan(5_000);
    expect(consumer.state().sessions).toBe(2);
  });

  test('connection reset: consuming again within 3 s', async () => {
    await consuming(consumer);
    const start = performance.now();
    proxy.reset();
    expect(await handledSince(start, 3_000)).toBeLessThan(3_000);
  });

  test('half-open link: noticed within 15 s, and consuming as soon as it is healed (row 17)', async () => {
    await consuming(consumer);
    const start = performance.now();
    proxy.blackHole();
    await waitFor(() => consumer.state().status === 'connecting', { timeoutMs: 15_000 });
    expect(performance.now() - start).toBeLessThan(15_000);
    proxy.heal();
    await handledSince(performance.now(), 5_000);
  });

  test('half-open link while connecting: not waited for longer than a few seconds', async () => {
    proxy.blackHole();
    proxy.reset();
    await waitFor(() => consumer.state().reason !== undefined, { timeoutMs: 8_000 });
    proxy.heal();
    await consuming(consumer, 5_000);
  });

  test('no broker at the start: says so, and consumes when there is one (row 15)', async () => {
    proxy.cut();
    await waitFor(() => consumer.state().reason !== undefined);
    expect(consumer.state().status).toBe('connecting');
    proxy.heal();
    await handledSince(performance.now(), 3_000);
  });

  test('check() leaves what is well alone', async () => {
    await consuming(consumer);
    await consumer.check();
    expect(consumer.state()).toMatchObject({ status: 'consuming', sessions: 1 });
  });

  test('slow link: still works', async () => {
    proxy.setLatency(100);
    await handledSince(performance.now(), 10_000);
  });
});

test('a queue with other arguments is refused loudly, and used once it is right (row 21)', async () => {
  const queue = await openTestQueue(testAmqpUrl());
  await queue.declare({ 'x-max-length': 10 });
  const errors: unknown[] = [];
  const log = { ...silentLog, error: (fields: unknown) => void errors.push(fields) };
  const consumer = openQueueConsumer({
    url: testAmqpUrl(),
    queue: queue.name,
    log,
    isReady: async () => true,
    handleBatch: async (messages) => messages.map(() => ({ done: true })),
  });
  await waitFor(() => consumer.state().status === 'refused');
  expect(consumer.state().reason).toBe('queue_has_other_arguments');
  expect(errors).toHaveLength(1);
  await queue.remove();
  await consuming(consumer, 3_000);
  await consumer.close();
  await queue.close();
});

test('wrong password: refused, not silent', async () => {
  const url = Object.assign(new URL(testAmqpUrl()), { password: 'wrong' }).href;
  const consumer = consume(url, 'test_nobody');
  await waitFor(() => consumer.state().status === 'refused');
  expect(consumer.state().reason).toBe('access_refused');
  await consumer.close();
});

describe.skipIf(!(await hasBrokerBinaries()))('a broker of our own', () => {
  let broker: OwnBroker;
  beforeAll(async () => {
    broker = await createOwnBroker();
    await broker.start();
  });
  afterAll(() => broker.remove());

  test('killed, restarted, emptied of connections, short of memory: nothing confirmed is lost', async () => {
    const queue = await openTestQueue(broker.url);
    const consumer = consume(broker.url, queue.name);
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
      await broker.control('set_vm_memory_high_watermark', '0.0001');
      const refused = publisher.publish('blocked', { messageId: 'blocked' });
      await expect(refused).rejects.toMatchObject({ code: 'blocked' });
      expect(publisher.state()).toMatchObject({ status: 'blocked', waiting: 0 });
      await broker.control('set_vm_memory_high_watermark', '0.4');
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
      handleBatch: async (messages, signal) => {
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
