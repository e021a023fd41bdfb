import { pauseFor } from '../../egress/host-pace.ts';
import { backoffMs } from '../../egress/retry-after.ts';
import { SourceError } from '../source.ts';
import type { CallMode } from './call-provider.ts';
import type { SearchHit, SearchResults } from './provider.ts';
import type { Results } from './search-hit.ts';

export type ResultPage = Results & {
  /** `more`: the provider says that another page follows; `unknown`: it does not say. */
  next: 'none' | 'more' | 'unknown';
};

/** Pages in a row with nothing new on them, although more are said to follow. */
const MOST_FRUITLESS = 2;

/**
 * Reads page after page until there are `limit` results. Pages may overlap, and providers give
 * no end that can be trusted, so a page with nothing new on it is the last one too, unless more
 * are said to follow. A page that fails in a sync is asked for once more; what came before it counts.
 */
export async function collectPages(
  { limit, mode }: { limit: number; mode: CallMode },
  readPage: (page: number) => Promise<ResultPage>,
): Promise<SearchResults> {
  const found = new Map<string, SearchHit>();
  let unnamed = 0;
  let fruitless = 0;
  for (let page = 0; found.size < limit; page += 1) {
    const before = found.size;
    const read = await readTwice(() => readPage(page), mode).catch((error: unknown) => {
      if (page > 0 && isOfThePage(error)) return error;
      throw error;
    });
    if (read instanceof SourceError) return toResults(found, { limit, unnamed, brokenOff: read });
    unnamed += read.unnamed;
    for (const hit of read.hits) if (!found.has(hit.url)) found.set(hit.url, hit);
    fruitless = found.size > before ? 0 : fruitless + 1;
    const isEnd = read.next === 'unknown' ? fruitless > 0 : fruitless >= MOST_FRUITLESS;
    if (read.next === 'none' || isEnd) break;
  }
  return toResults(found, { limit, unnamed, brokenOff: undefined });
}

function toResults(
  found: Map<string, SearchHit>,
  { limit, ...rest }: { limit: number } & Omit<SearchResults, 'hits'>,
): SearchResults {
  return { ...rest, hits: [...found.values()].slice(0, limit) };
}

async function readTwice<T>(read: () => Promise<T>, mode: CallMode): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (mode.retry === 'none' || !isOfThePage(error)) throw error;
    await pauseFor(backoffMs(1), mode.signal);
    return read();
  }
}

function isOfThePage(error: unknown): error is SourceError {
  const codes = ['upstream_error', 'timeout', 'wrong_edition'];
  return error instanceof SourceError && codes.includes(error.code);
}
