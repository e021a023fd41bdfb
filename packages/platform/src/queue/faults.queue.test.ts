import {
  type ChaosProxy,
  openChaosProxyFor,
  openTestQueue,
  type TestQueue,
  testAmqpUrl,
  waitFor,
} from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { consumeFrom, consuming } from '../../test/remembering-consumer.ts';
import { silentLog } from '../log.ts';
import { openQueueConsumer } from './consumer.ts';

describe('the link or the queue is lost', () => {
  let queue: TestQueue;
  let proxy: ChaosProxy;
  let consumer: ReturnType<typeof consumeFrom>;

  beforeEach(async () => {
    queue = await openTestQueue(testAmqpUrl());
    proxy = await openChaosProxyFor(testAmqpUrl());
    consumer = consumeFrom(proxy.through(testAmqpUrl()), queue.name);
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
    await consuming(consumer, 5_000);
    // The broker may still believe in the lost link and send it there: it comes back once the broker
    // misses its heartbeats, too.
    await handledSince(performance.now(), 15_000);
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
  const consumer = consumeFrom(url, 'test_nobody');
  await waitFor(() => consumer.state().status === 'refused');
  expect(consumer.state().reason).toBe('access_refused');
  await consumer.close();
});
