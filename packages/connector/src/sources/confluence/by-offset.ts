import type { z } from 'zod';
import { createListWatch } from '../unproven-list.ts';
import { offsetPageSchema } from './access-shapes.ts';
import type { Call } from './call-confluence.ts';

const LIMIT = 200;

/**
 * Lists that tell neither how long they are nor whether there is more: the limit may be capped, so
 * that only an empty page is their end. Throws `UnprovenList` where they do not get on.
 * @param idOf tells one result from another
 */
export async function* listByOffset<T extends z.ZodType>(
  call: Call,
  address: URL,
  { item, idOf }: { item: T; idOf: (item: z.output<T>) => string },
): AsyncIterable<z.output<T>[]> {
  const watch = createListWatch();
  for (let start = 0; ; ) {
    const url = new URL(address);
    url.searchParams.set('start', String(start));
    url.searchParams.set('limit', String(LIMIT));
    const { results } = await call.get(url, offsetPageSchema);
    if (results.length === 0) return;
    start += results.length;
    const items = results.map((result) => item.parse(result));
    watch(items.map(idOf));
    yield items;
  }
}
