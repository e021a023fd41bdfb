import { inChunks, inParallel, readInBatches } from '../batches.ts';
import type { FailedItem } from '../source.ts';
import type { ConfluenceClient, ContentEntry } from './client.ts';

/** Entries by their ids. One that the server cannot bear fails alone; what is gone is in neither. */
export async function findEntries(
  client: ConfluenceClient,
  ids: readonly string[],
): Promise<{ entries: ContentEntry[]; failed: FailedItem[] }> {
  const failed: FailedItem[] = [];
  const found = await inParallel(inChunks(ids, client.bodiesInOneCall), 4, (some) =>
    readInBatches(some, client.readEntries, (externalId, { code, message }) => {
      failed.push({ externalId, title: null, url: null, code, reason: message });
    }),
  );
  return { entries: found.flat(), failed };
}
