import type { z } from 'zod';
import { SourceError } from '../source.ts';
import { createListWatch, UnprovenList } from '../unproven-list.ts';
import type { Answer, Call } from './call-confluence.ts';
import { idsOf, type List, nextPageOf, readResults } from './list-page.ts';
import { listSchema } from './shapes.ts';

const LIST_LIMIT = 250;
/** Items of one list call shrink to this when the server answers 5xx. */
const SMALLEST_LIMIT = 5;

type WithId = z.ZodType<{ id: string }>;

/** Follows the lists of Cloud; `tellBase` hears the address for browsers. */
export function createCloudList(
  call: Call,
  base: URL,
  tellBase: (webBase: string | null | undefined) => void,
) {
  const root = base.href.replace(/\/$/, '');
  return async function* list<T extends WithId>(path: string, item: T): List<z.output<T>> {
    const watch = createListWatch();
    const asked = new Set<string>();
    for (let url = new URL(`${root}${path}`); ; ) {
      if (asked.has(url.href)) {
        throw new UnprovenList('Confluence leads through the same list again and again.');
      }
      asked.add(url.href);
      const { answer, limit } = await askShrinking(call, url);
      const { results, _links } = answer.value;
      tellBase(_links?.base);
      const page = readResults(results, item);
      if (results.length > 0) yield page;
      const next = nextPageOf(_links, answer.headers);
      if (next.is === 'not there') return;
      if (next.is === 'not told') {
        throw new UnprovenList('Confluence does not say whether there is more.');
      }
      watch(idsOf(page));
      url = nextUrl({ root, url, webBase: _links?.base, limit }, next.link);
    }
  };
}

export type CloudList = ReturnType<typeof createCloudList>;

type Page = { answer: Answer<typeof listSchema>; limit: number };

/** Halves `limit` as long as the server fails over the size of a page. */
async function askShrinking(call: Call, url: URL): Promise<Page> {
  const from = Number(url.searchParams.get('limit')) || LIST_LIMIT;
  for (let limit = from; ; limit = Math.max(SMALLEST_LIMIT, Math.floor(limit / 2))) {
    const asked = limit === from ? url : withLimit(url, limit);
    const isSmallest = limit <= SMALLEST_LIMIT;
    try {
      return { answer: await (isSmallest ? call.ask : call.askLarge)(asked, listSchema), limit };
    } catch (error) {
      const mayShrink = error instanceof SourceError && error.code === 'upstream_error';
      if (!mayShrink || isSmallest) throw error;
    }
  }
}

type From = { root: string; url: URL; webBase: string | null | undefined; limit: number };

/**
 * `next` is relative, by v1 without `/wiki`, and behind the gateway without its prefix. Its query
 * stays as it is: cursors hold `+`. It counts only where it leads on through this very list; an
 * address elsewhere is not called.
 */
function nextUrl({ root, url, webBase, limit }: From, link: string): URL {
  const next = URL.parse(link, url.href);
  const pathOf = ({ pathname }: URL) =>
    pathname.replace(/^\/ex\/confluence\/[^/]+/, '').replace(/^\/wiki(?=\/)/, '');
  const origins = [url.origin, webBase ? URL.parse(webBase)?.origin : undefined];
  if (!next || !origins.includes(next.origin) || pathOf(next) !== pathOf(url)) {
    throw new UnprovenList('The link to its next page leads elsewhere.');
  }
  return withLimit(new URL(`${root}${pathOf(next)}${next.search}`), limit);
}

function withLimit(url: URL, limit: number): URL {
  const changed = new URL(url);
  changed.search = url.search.replace(/([?&]limit=)\d+/, `$1${limit}`);
  return changed;
}

/** Path of what a CQL query finds, by the v1 API of Cloud. */
export function searchPath(cql: string, expand?: string): string {
  const query = new URLSearchParams({
    limit: String(LIST_LIMIT),
    ...(expand ? { expand } : {}),
    cql,
  });
  return `/rest/api/content/search?${query}`;
}

export function withCql(url: URL, cql: string): URL {
  url.searchParams.set('cql', cql);
  return url;
}
