import { untilAborted } from '../runs/work.ts';
import type { SyncEnd, SyncPage } from '../sources/source.ts';

/**
 * Takes a driver's pages one after the other, each only after the one before was kept; gives how
 * the driver ended. Throws what the driver or `keep` throws, and the signal's reason.
 */
export async function readPages(
  pages: AsyncIterable<SyncPage>,
  signal: AbortSignal,
  keep: (page: SyncPage) => Promise<void>,
): Promise<SyncEnd> {
  const iterator = pages[Symbol.asyncIterator]();
  let end: SyncEnd = { isComplete: true, cursor: null };
  try {
    for (;;) {
      const next = await untilAborted(iterator.next(), signal);
      if (next.done) return end;
      end = next.value.end ?? end;
      await keep(next.value);
      signal.throwIfAborted();
    }
  } finally {
    // Lets the driver's own `finally` run; one that hangs is not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
