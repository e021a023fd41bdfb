import { createHash } from 'node:crypto';
import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from './log.ts';
import {
  openQueueConsumer,
  type QueueConsumer,
  type QueueConsumerOptions,
} from './queue-consumer.ts';
import { type HandleBatch, PassingFailure, type QueueMessage } from './queue-handling.ts';
import { PARKED_HEADERS } from './queue-parking.ts';

const DONE = { done: true } as const;
let queue: TestQueue;
const opened: QueueConsumer[] = [];

beforeEach(async () => {
  queue = await openTestQueue(testAmqpUrl());
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((consumer) => consumer.close()));
  await queue.close();
});

function consume(options: Partial<QueueConsumerOptions>): QueueConsumer {
  const consumer = openQueueConsumer({
    url: testAmqpUrl(),
    queue: queue.name,
    log: silentLog,
    handleBatch: async (messages) => messages.map(() => DONE),
    isReady: async () => true,
    ...options,
  });
  opened.push(consumer);
  return consumer;
}

/** A handler that remembers the batches it was given. */
function remember(): { batches: string[][]; handleBatch: HandleBatch } {
  const batches: string[][] = [];
  return {
    batches,
    handleBatch: async (messages) => {
      batches.push(textsOf(messages));
      return messages.map(() => DONE);
    },
  };
}

function textsOf(messages: QueueMessage[]): string[] {
  return messages.map(({ body }) => body.toString());
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

const drained = (queueName: TestQueue) =>
  waitFor(async () => (await queueName.count()) === 0, { what: 'an empty queue' });

describe('delivery', () => {
  test('keeps the order over many batches, and has at most batchSize in each', async () => {
    await queue.declare();
    await queue.send(...numbers(1000));
    const { batches, handleBatch } = remember();
    consume({ handleBatch, batchSize: 100 });
    await waitFor(() => batches.flat().length === 1000);
    expect(batches.flat()).toEqual(numbers(1000));
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(100);
    expect(batches.length).toBeLessThan(200);
  });

  test('hands a single message on at once', async () => {
    const { batches, handleBatch } = remember();
    const consumer = consume({ handleBatch });
    await waitFor(() => consumer.state().status === 'consuming');
    const start = performance.now();
    await queue.send('one');
    await waitFor(() => batches.length === 1);
    expect(performance.now() - start).toBeLessThan(500);
    expect(batches).toEqual([['one']]);
  });

  test('one batch at a time: what arrives meanwhile is the next', async () => {
    const release = Promise.withResolvers<void>();
    const batches: string[][] = [];
    const consumer = consume({
      handleBatch: async (messages) => {
        batches.push(textsOf(messages));
        if (batches.length === 1) await release.promise;
        return messages.map(() => DONE);
      },
    });
    await queue.declare();
    await queue.send('first');
    await waitFor(() => batches.length === 1);
    await queue.send('a', 'b', 'c');
    await waitFor(() => consumer.state().received === 4);
    expect(batches).toEqual([['first']]);
    release.resolve();
    await waitFor(() => batches.length === 2);
    expect(batches[1]).toEqual(['a', 'b', 'c']);
  });

  test('gives the bytes that were sent, whatever their content type says', async () => {
    const { batches, handleBatch } = remember();
    await queue.declare();
    await queue.send('{"a":1, "a":2}');
    consume({ handleBatch });
    await waitFor(() => batches.length === 1);
    expect(batches).toEqual([['{"a":1, "a":2}']]);
  });

  test('works on a queue that a publisher declared before, durable without arguments', async () => {
    await queue.declare();
    const consumer = consume({});
    await waitFor(() => consumer.state().status === 'consuming');
  });
});

describe('acknowledgement', () => {
  test('follows the handler: a consumer that ends before it gives everything back', async () => {
    await queue.declare();
    await queue.send('x', 'y');
    const seen = Promise.withResolvers<void>();
    const consumer = consume({
      handleBatch: async (_messages, signal) => {
        seen.resolve();
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    await seen.promise;
    await consumer.close();
    expect(await queue.count()).toBe(2);
  });

  test('is sent before closing for the batch in hand', async () => {
    await queue.declare();
    await queue.send('x', 'y');
    const seen = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const consumer = consume({
      handleBatch: async (messages) => {
        seen.resolve();
        await release.promise;
        return messages.map(() => DONE);
      },
    });
    await seen.promise;
    const closed = consumer.close();
    release.resolve();
    await closed;
    expect(await queue.count()).toBe(0);
  });
});

describe('parking', () => {
  test('keeps a message with its reason and body, confirmed, and goes on', async () => {
    await queue.declare();
    await queue.send('good', 'bad', 'good');
    const consumer = consume({
      handleBatch: async (messages) =>
        messages.map(({ body }) => (body.toString() === 'bad' ? { park: 'why_not' } : DONE)),
    });
    await waitFor(() => consumer.state().parked === 1 && consumer.state().handled === 2);
    const parked = await queue.take('.parked');
    expect(parked?.body).toBe('bad');
    expect(parked?.headers[PARKED_HEADERS.reason]).toBe('why_not');
    expect(parked?.durable).toBe(true);
    await drained(queue);
  });

  test('keeps only size and hash of a body above 256 KiB, and does not read it (row 40)', async () => {
    const { batches, handleBatch } = remember();
    const consumer = consume({ handleBatch });
    await waitFor(() => consumer.state().status === 'consuming');
    const large = Buffer.alloc(5 * 1024 * 1024, '[');
    await queue.send('before', large, Buffer.alloc(256 * 1024, 'x'), 'after');
    await waitFor(() => consumer.state().handled === 3);
    expect(batches.flat().map((text) => text.length)).toEqual([6, 256 * 1024, 5]);
    const parked = await waitFor(() => queue.take('.parked'));
    expect(parked.body).toBe('');
    expect(parked.headers).toMatchObject({
      [PARKED_HEADERS.reason]: 'too_large',
      [PARKED_HEADERS.size]: large.length,
      [PARKED_HEADERS.sha256]: createHash('sha256').update(large).digest('hex'),
    });
  });

  test('takes the blame from the others: one bad message of many is found', async () => {
    await queue.declare();
    await queue.send(...numbers(100));
    const handled: string[] = [];
    const consumer = consume({
      handleBatch: async (messages) => {
        const texts = textsOf(messages);
        if (texts.includes('42')) throw new Error('poison');
        handled.push(...texts);
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().parked === 1);
    await waitFor(() => handled.length === 99);
    expect(handled).toEqual(numbers(100).filter((text) => text !== '42'));
    const parked = await queue.take('.parked');
    expect(parked?.body).toBe('42');
    expect(parked?.headers[PARKED_HEADERS.reason]).toBe('handler_failed');
    expect(consumer.state().redelivered).toBe(0);
  });

  test('finds a message on which the handler hangs, and lets the others pass (row 19)', async () => {
    await queue.declare();
    await queue.send(...numbers(20));
    const handled: string[] = [];
    const consumer = consume({
      handlerLimitMs: 200,
      handleBatch: async (messages) => {
        const texts = textsOf(messages);
        if (texts.includes('7')) return new Promise(() => {});
        handled.push(...texts);
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().parked === 1 && handled.length === 19);
    expect(consumer.state().timedOutBatches).toBeGreaterThan(0);
    await drained(queue);
  });
});

describe('what the handler needs is away (rows 25, 26)', () => {
  test('consumption stops, nothing is parked, and each message is redelivered a few times at most', async () => {
    await queue.declare();
    await queue.send(...numbers(50));
    let isUp = false;
    let asked = 0;
    const handled: string[] = [];
    const consumer = consume({
      isReady: async () => {
        asked += 1;
        return isUp || asked === 1;
      },
      handleBatch: async (messages) => {
        if (!isUp) throw new Error('database is down');
        handled.push(...textsOf(messages));
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().status === 'paused' && asked > 4);
    expect(await queue.count()).toBe(50);
    await queue.send('late');
    isUp = true;
    await waitFor(() => handled.length === 51);
    expect(handled).toEqual([...numbers(50), 'late']);
    expect(consumer.state().redelivered).toBe(50);
    expect(consumer.state().parked).toBe(0);
  });

  test('a failure that passes although we are ready is tried again with growing waits', async () => {
    await queue.declare();
    await queue.send('x');
    let calls = 0;
    const consumer = consume({
      handleBatch: async (messages) => {
        calls += 1;
        if (calls <= 3) throw new PassingFailure(new Error('lock timeout'));
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().handled === 1);
    expect(consumer.state()).toMatchObject({ parked: 0, redelivered: 3 });
  });
});

test('two consumers share a queue, and each message is handled by one (row 24)', async () => {
  const one = remember();
  const two = remember();
  const consumers = [one, two].map(({ handleBatch }) =>
    consume({ handleBatch, batchSize: 10, prefetch: 10 }),
  );
  await waitFor(() => consumers.every((consumer) => consumer.state().status === 'consuming'));
  await queue.send(...numbers(500));
  await waitFor(() => one.batches.flat().length + two.batches.flat().length === 500);
  expect(new Set([...one.batches.flat(), ...two.batches.flat()]).size).toBe(500);
});
