import { takePages } from '../runs/take-pages.ts';
import type { SyncEnd, SyncPage } from '../sources/source.ts';

/** Keeps a driver's pages one after the other; gives how the driver ended. */
export async function readPages(
  pages: AsyncIterable<SyncPage>,
  signal: AbortSignal,
  keep: (page: SyncPage) => Promise<void>,
): Promise<SyncEnd> {
  let end: SyncEnd = { isComplete: true, cursor: null };
  await takePages(pages, signal, async (page) => {
    end = page.end ?? end;
    await keep(page);
  });
  return end;
}
