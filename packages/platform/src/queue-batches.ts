/** Collects what arrives and hands it on in batches, one at a time and in order. */
export type Batches<T> = {
  push: (item: T) => void;
  /** Resolves with the first error of `work`, after which no batch is begun any more. */
  failed: Promise<unknown>;
  /** Begins no further batch and waits for the one that runs. */
  stop: () => Promise<void>;
};

/**
 * What has arrived while one batch was being worked on is the next one. Nobody waits for a batch
 * to fill: a single message is handed on at once.
 */
export function createBatches<T>(options: {
  maxItems: number;
  /** A batch ends with the item that takes it past this size. */
  maxSize: number;
  sizeOf: (item: T) => number;
  work: (batch: T[]) => Promise<void>;
}): Batches<T> {
  const waiting: T[] = [];
  const { promise: failed, resolve: fail } = Promise.withResolvers<unknown>();
  let isStopped = false;
  let running: Promise<void> | undefined;

  async function run() {
    // What came in the same packet belongs together: it is pushed before the next turn.
    await new Promise(setImmediate);
    while (waiting.length > 0 && !isStopped) {
      try {
        await options.work(takeBatch(waiting, options));
      } catch (error) {
        isStopped = true;
        fail(error);
      }
    }
    running = undefined;
  }

  return {
    push: (item) => {
      waiting.push(item);
      if (!isStopped) running ??= run();
    },
    failed,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

function takeBatch<T>(
  waiting: T[],
  limits: { maxItems: number; maxSize: number; sizeOf: (item: T) => number },
): T[] {
  let size = 0;
  let count = 0;
  for (const item of waiting) {
    if (count >= limits.maxItems || size >= limits.maxSize) break;
    size += limits.sizeOf(item);
    count += 1;
  }
  return waiting.splice(0, count);
}
