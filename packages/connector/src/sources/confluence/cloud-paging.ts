import type { z } from 'zod';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import { createLoopGuard } from './paging.ts';
import * as shapes from './shapes.ts';

const LIST_LIMIT = 250;
/** Items of one list call shrink to this when the server answers 5xx. */
const SMALLEST_LIMIT = 5;

/** One page after the other of a list of the v2 API; `tellBase` hears the address for browsers. */
export function createCloudList(
  call: Call,
  base: URL,
  tellBase: (webBase: string | undefined) => void,
) {
  return async function* list<T extends z.ZodType>(
    path: string,
    item: T,
  ): AsyncIterable<z.output<T>[]> {
    const guard = createLoopGuard();
    const schema = shapes.v2PageOf(item);
    let url: URL | undefined = new URL(`${base.href.replace(/\/$/, '')}${path}`);
    while (url) {
      guard(url.href);
      const shrunk: { page: z.output<typeof schema>; limit: number } = await getShrinking(
        call,
        url,
        schema,
      );
      const { page, limit } = shrunk;
      tellBase(page._links.base);
      if (page.results.length > 0) yield page.results;
      url = page.results.length > 0 ? nextUrl(base, page._links.next, limit) : undefined;
    }
  };
}

export type CloudList = ReturnType<typeof createCloudList>;

/** Halves `limit` as long as the server fails over the size of a page. */
async function getShrinking<T extends z.ZodType>(call: Call, url: URL, schema: T) {
  const from = Number(url.searchParams.get('limit')) || LIST_LIMIT;
  for (let limit = from; ; limit = Math.max(SMALLEST_LIMIT, Math.floor(limit / 2))) {
    const asked = limit === from ? url : withLimit(url, limit);
    const isSmallest = limit <= SMALLEST_LIMIT;
    try {
      const page = await (isSmallest ? call.get : call.getLarge)(asked, schema);
      return { page, limit };
    } catch (error) {
      const mayShrink = error instanceof SourceError && error.code === 'upstream_error';
      if (!mayShrink || isSmallest) throw error;
    }
  }
}

/** What a CQL query finds, page after page, by the v1 API of Cloud. */
export async function* searchCloud<T extends z.ZodType>(
  call: Call,
  base: URL,
  asked: { cql: string; expand?: string; item: T },
): AsyncIterable<z.output<T>[]> {
  const guard = createLoopGuard();
  const schema = shapes.v1PageOf(asked.item);
  const expand = asked.expand ? `&expand=${asked.expand}` : '';
  const path = `${base.href.replace(/\/$/, '')}/rest/api/content/search?limit=100${expand}`;
  let url: URL | undefined = withCql(new URL(path), asked.cql);
  while (url) {
    guard(url.href);
    const page: z.output<typeof schema> = await call.get(url, schema);
    yield page.results;
    url = page.results.length > 0 ? nextUrl(base, page._links.next) : undefined;
  }
}

/**
 * `next` is relative, with `/wiki` (v2) or without (v1), and never has the gateway's prefix. Its
 * query stays as it is: a cursor holds `+`, and one written anew would lead to page 1 again.
 */
function nextUrl(base: URL, next: string | undefined, limit?: number): URL | undefined {
  if (!next) return undefined;
  const relative = next.replace(/^https?:\/\/[^/]+/, '').replace(/^\/ex\/confluence\/[^/]+/, '');
  const url = new URL(`${base.href.replace(/\/$/, '')}${relative.replace(/^\/wiki(?=\/)/, '')}`);
  return limit === undefined ? url : withLimit(url, limit);
}

function withLimit(url: URL, limit: number): URL {
  const changed = new URL(url);
  changed.search = url.search.replace(/([?&]limit=)\d+/, `$1${limit}`);
  return changed;
}

export function withCql(url: URL, cql: string): URL {
  url.searchParams.set('cql', cql);
  return url;
}
