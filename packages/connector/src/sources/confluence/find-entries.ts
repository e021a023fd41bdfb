import { inChunks, inParallel, readInBatches } from '../batches.ts';
import { type FailedItem, SourceError } from '../source.ts';
import type { ConfluenceClient, ContentEntry } from './client.ts';
import { toFailed } from './failed-item.ts';
import { asItsOwn } from './its-own.ts';

/** Entries by their ids. One that cannot be read fails alone; what is gone is in neither. */
export async function findEntries(
  client: ConfluenceClient,
  ids: readonly string[],
): Promise<{ entries: ContentEntry[]; failed: FailedItem[] }> {
  const failed: FailedItem[] = [];
  const onFailed = (id: string, error: SourceError) => {
    failed.push(toFailed({ id, title: '', url: null }, error));
  };
  const found = await inParallel(inChunks(ids, client.bodiesInOneCall), 4, (some) =>
    readInBatches(some, (few) => asItsOwn(client, client.readEntries(few)), onFailed),
  );
  const entries = found.flat();
  const isPlaced = ({ spaceId }: ContentEntry) => spaceId !== '';
  for (const entry of entries.filter((one) => !isPlaced(one))) {
    failed.push(toFailed(entry, unplaced()));
  }
  return { entries: entries.filter(isPlaced), failed };
}

function unplaced(): SourceError {
  return new SourceError('upstream_error', 'Confluence does not tell which space it is in.');
}
