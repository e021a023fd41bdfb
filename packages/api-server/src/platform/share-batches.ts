/** So many of those that wait go into one batch. */
const LARGEST = 500;

/**
 * Does work in batches: what comes while one is on its way waits for it and shares the next. Nothing
 * waits longer for that, since the next would have had to wait for the database as well.
 *
 * @param work one batch, in the order in which its parts came; throws for all of them together
 * @returns resolves when the batch of an item is done
 */
export function shareBatches<T>(work: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: { item: T; done: () => void; fail: (reason: unknown) => void }[] = [];
  let isWorking = false;

  async function workThrough(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST);
      waiting = waiting.slice(LARGEST);
      try {
        await work(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    isWorking = false;
  }

  return (item) => {
    const { promise, resolve: done, reject: fail } = Promise.withResolvers<void>();
    waiting.push({ item, done, fail });
    if (!isWorking) void workThrough();
    return promise;
  };
}
