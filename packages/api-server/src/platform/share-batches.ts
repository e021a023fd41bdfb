/** So many of those that wait go into one batch. */
const LARGEST = 500;

export type BatchLimits<T> = {
  /** A batch ends with the item that takes it past `maxSize`. */
  sizeOf: (item: T) => number;
  maxSize: number;
};

type Waiting<T, R> = { item: T; done: (result: R) => void; fail: (reason: unknown) => void };

/**
 * Does work in batches: what comes while one is on its way waits for it and shares the next. Nothing
 * waits longer for that, since the next would have had to wait for the database as well.
 *
 * @param work one batch, in the order in which its parts came; answers for each of them, and throws
 *   for all of them together
 * @returns resolves with the answer for an item when its batch is done
 */
export function shareBatches<T, R>(
  work: (items: T[]) => Promise<readonly R[]>,
  limits?: BatchLimits<T>,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let isWorking = false;

  async function workThrough(): Promise<void> {
    // What came in the same moment belongs together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, countOfBatch(waiting, limits));
      try {
        const results = await work(batch.map(({ item }) => item));
        for (const [at, { done }] of batch.entries()) done(results[at] as R);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
      if (waiting.length === 0) await new Promise(setImmediate);
    }
    isWorking = false;
  }

  return (item) => {
    const { promise, resolve: done, reject: fail } = Promise.withResolvers<R>();
    waiting.push({ item, done, fail });
    if (!isWorking) {
      isWorking = true;
      void workThrough();
    }
    return promise;
  };
}

function countOfBatch<T>(waiting: readonly { item: T }[], limits?: BatchLimits<T>): number {
  if (limits === undefined) return LARGEST;
  let size = 0;
  let count = 0;
  for (const { item } of waiting) {
    if (count >= LARGEST || size >= limits.maxSize) break;
    size += limits.sizeOf(item);
    count += 1;
  }
  return count;
}
