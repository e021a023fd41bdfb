import type { SearchHit } from './provider.ts';

/**
 * Reads page after page until there are `limit` results. Pages may overlap, and providers give
 * no end that can be trusted, so a page with nothing new on it is the last one too.
 */
export async function collectPages(
  limit: number,
  readPage: (page: number) => Promise<{ hits: SearchHit[]; isLast: boolean }>,
): Promise<SearchHit[]> {
  const found = new Map<string, SearchHit>();
  for (let page = 0; found.size < limit; page += 1) {
    const before = found.size;
    const { hits, isLast } = await readPage(page);
    for (const hit of hits) if (!found.has(hit.url)) found.set(hit.url, hit);
    if (isLast || found.size === before) break;
  }
  return [...found.values()].slice(0, limit);
}
