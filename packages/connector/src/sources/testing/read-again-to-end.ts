import type { ItemToRead, SyncPage } from '../source.ts';
import type { SourceRun } from './source-run.ts';

/** What reading just these items again brings, with any driver; ends the run. */
export async function readAgainToEnd<Context>(
  readAgain: (context: Context, items: readonly ItemToRead[]) => AsyncIterable<SyncPage>,
  run: SourceRun<Context>,
  items: readonly ItemToRead[],
) {
  try {
    const pages = await Array.fromAsync(readAgain(run.context, items));
    return {
      documents: pages.flatMap(({ documents }) => documents),
      failed: pages.flatMap(({ failed }) => failed),
      removed: pages.flatMap(({ removed = [] }) => removed),
      end: pages.at(-1)?.end,
    };
  } finally {
    await run.close();
  }
}
