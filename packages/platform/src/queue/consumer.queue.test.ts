import { waitFor } from '@rita/test-kit';
import { describe, expect, test } from 'vitest';
import {
  consume,
  DONE,
  numbers,
  queue,
  remember,
  textsOf,
  useTestQueue,
} from '../../test/consume.ts';

useTestQueue();

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
      handleBatch: async (_messages, { signal }) => {
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
        // What was sent together may come one by one: the last is in hand, alone or not.
        if (textsOf(messages).includes('y')) {
          seen.resolve();
          await release.promise;
        }
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
