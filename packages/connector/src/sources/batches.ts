import { failsAlone } from './fails-alone.ts';
import type { SourceError } from './source.ts';

/**
 * Runs `read` on batches, and on halves of a batch that fails for what is in it (a server error,
 * an odd answer), down to single items. What fails alone is handed to `onFailed` if that is given.
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
    if (!failsAlone(error)) throw error;
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

/**
 * Begins works in the order in which they are handed in, at most `width` at a time, whoever hands
 * them in. Once one has failed, those that wait are not begun but fail with it.
 */
export function createLimiter(width: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  let failure: { error: unknown } | undefined;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < width) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (failure) throw failure.error;
      return await work();
    } catch (error) {
      failure ??= { error };
      throw error;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/**
 * `work` on one item after another, results in order; up to `ahead` items are worked on while a
 * result is used, so that the source is not idle while documents are converted and stored.
 */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const waiting = items.values();
  const begun: Promise<Result>[] = [];
  const begin = (count: number) => {
    for (const item of waiting.take(count)) {
      const result = work(item);
      // Of an item whose turn never comes nobody hears; the failure before it is what counts.
      result.catch(() => {});
      begun.push(result);
    }
  };
  begin(ahead);
  for (let next = begun.shift(); next; next = begun.shift()) {
    begin(1);
    yield await next;
  }
}

export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
