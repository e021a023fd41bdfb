import { untilAborted } from './work.ts';

/**
 * Takes a driver's pages one after the other, each only after the one before was kept. Throws what
 * the driver or `keep` throws, and the signal's reason.
 */
export async function takePages<Page>(
  pages: AsyncIterable<Page>,
  signal: AbortSignal,
  keep: (page: Page) => Promise<void>,
): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted(iterator.next(), signal);
      if (next.done) return;
      await keep(next.value);
      signal.throwIfAborted();
    }
  } finally {
    // Lets the driver's own `finally` run; one that hangs is not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
