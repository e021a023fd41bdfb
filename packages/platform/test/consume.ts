import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { afterEach, beforeEach } from 'vitest';
import { silentLog } from '../src/log.ts';
import {
  openQueueConsumer,
  type QueueConsumer,
  type QueueConsumerOptions,
} from '../src/queue/consumer.ts';
import type { HandleBatch, QueueMessage } from '../src/queue/handling.ts';

export const DONE = { done: true } as const;
/** A queue of each test's own. */
export let queue: TestQueue;
const opened: QueueConsumer[] = [];

/**
 * To be called at the top of each file that uses the others here: files share the modules of
 * their worker, so hooks that this module set by itself would be those of the first file alone.
 */
export function useTestQueue(): void {
  beforeEach(async () => {
    queue = await openTestQueue(testAmqpUrl());
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((consumer) => consumer.close()));
    await queue.close();
  });
}

/** Closed after the test. */
export function consume(options: Partial<QueueConsumerOptions>): QueueConsumer {
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
export function remember(): { batches: string[][]; handleBatch: HandleBatch } {
  const batches: string[][] = [];
  return {
    batches,
    handleBatch: async (messages) => {
      batches.push(textsOf(messages));
      return messages.map(() => DONE);
    },
  };
}

export function textsOf(messages: QueueMessage[]): string[] {
  return messages.map(({ body }) => body.toString());
}

export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

export function drained() {
  return waitFor(async () => (await queue.count()) === 0, { what: 'an empty queue' });
}
