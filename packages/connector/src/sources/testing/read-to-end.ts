import type { SyncPage } from '../source.ts';

/** Reading single items as the connector does: nothing counts as gone but what is said to be. */
export async function* readToEnd(pages: AsyncIterable<SyncPage>): AsyncIterable<SyncPage> {
  yield* pages;
  const end = { isComplete: false, cursor: null };
  yield { documents: [], failed: [], unchanged: [], checkpoint: null, end };
}
