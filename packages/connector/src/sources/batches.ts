import { SourceError } from './source.ts';

/**
 * Runs `read` on batches, and on halves of a batch that the server cannot bear (5xx), down to
 * single items. What fails alone is handed to `onFailed` if that is given.
 */
export async function readInBatches<Item, Result>(
  items: readonly Item[],
  read: (batch: readonly Item[]) => Promise<Result[]>,
  onFailed?: (item: Item, error: SourceError) => void,
): Promise<Result[]> {
  if (items.length === 0) return [];
  try {
    return await read(items);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'upstream_error') throw error;
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      if (!onFailed) throw error;
      onFailed(only, error);
      return [];
    }
    const middle = Math.ceil(items.length / 2);
    const first = await readInBatches(items.slice(0, middle), read, onFailed);
    return [...first, ...(await readInBatches(items.slice(middle), read, onFailed))];
  }
}

/** `work` on all items, at most `width` at a time, results in order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
