import { waitFor } from '@rita/test-kit';
import { silentLog } from '../src/log.ts';
import { openQueueConsumer, type QueueConsumer } from '../src/queue/consumer.ts';

/** Consumes `queue` and remembers what it was given. */
export function consumeFrom(url: string, queue: string): QueueConsumer & { handled: string[] } {
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

export function consuming(consumer: QueueConsumer, timeoutMs?: number) {
  return waitFor(() => consumer.state().status === 'consuming', {
    what: 'consuming',
    ...(timeoutMs && { timeoutMs }),
  });
}
