import type { z } from 'zod';
import { createListWatch, UnprovenList } from '../unproven-list.ts';
import type { Call } from './call-confluence.ts';
import { idsOf, type List, nextPageOf, readResults } from './list-page.ts';
import { listSchema } from './shapes.ts';

const LIST_LIMIT = 100;

type WithId = z.ZodType<{ id: string }>;

/**
 * Follows the lists of Data Center. `limit` is capped silently and the `start` of `next` counts too
 * little, so what came is counted here, and of `next` only its being there is trusted: a list ends
 * with a page that is not full and has none.
 */
export function createDataCenterList(
  call: Call,
  tellBase: (webBase: string | null | undefined) => void,
) {
  return async function* list<T extends WithId>(address: URL, item: T): List<z.output<T>> {
    const watch = createListWatch();
    for (let start = 0; ; ) {
      const url = new URL(address);
      url.searchParams.set('start', String(start));
      url.searchParams.set('limit', String(LIST_LIMIT));
      const { results, limit, _links } = await call.get(url, listSchema);
      tellBase(_links?.base);
      const page = readResults(results, item);
      if (results.length > 0) yield page;
      const next = nextPageOf(_links);
      const isFull = results.length > 0 && results.length >= (limit ?? LIST_LIMIT);
      if (next.is === 'not there' && !isFull) return;
      if (next.is === 'not told' && results.length === 0) {
        throw new UnprovenList('Confluence does not say whether there is more.');
      }
      const hasNew = watch(idsOf(page));
      // Behind a page without anything new lies what access rules left of the next one.
      start += hasNew ? results.length : Math.max(results.length, limit ?? LIST_LIMIT);
    }
  };
}

export type DataCenterList = ReturnType<typeof createDataCenterList>;
