import type { ServerContext } from './server-context.ts';

export type Slice<T> = { items: T[]; next: string | null; limit: number };

/**
 * One page of a list by cursor. Cursors hold `+` signs, as those of Confluence do, and a cursor that
 * is not known (for example because its `+` became a space) answers with the first page.
 */
export function sliceByCursor<T>(
  all: readonly T[],
  query: URLSearchParams,
  context: ServerContext,
): Slice<T> {
  const limit = limitOf(query, context, 25);
  const start = startOf(query.get('cursor'));
  const items = all.slice(start, start + limit);
  const end = start + items.length;
  const hasMore = end < all.length || (context.switches.emptyLastPage && items.length > 0);
  if (!hasMore) return { items, next: null, limit };
  return { items, next: cursorAt(context.switches.repeatCursor ? start : end), limit };
}

export function limitOf(query: URLSearchParams, context: ServerContext, byDefault: number): number {
  const asked = Number.parseInt(query.get('limit') ?? String(byDefault), 10);
  const limit = Number.isFinite(asked) ? Math.max(1, asked) : byDefault;
  return Math.min(limit, 250, context.switches.largestLimit);
}

/** The query of the next page: all parameters as they were, and the cursor encoded. */
export function nextQuery(query: URLSearchParams, cursor: string): string {
  const kept = [...query].filter(([name]) => name !== 'cursor');
  return new URLSearchParams([...kept, ['cursor', cursor]]).toString();
}

function cursorAt(position: number): string {
  const inner = Buffer.from(JSON.stringify({ position, contentType: 'page' })).toString('base64');
  return `_sa_+${inner}+=`;
}

function startOf(cursor: string | null): number {
  const inner = /^_sa_\+(.+)\+=$/.exec(cursor ?? '')?.[1];
  if (!inner) return 0;
  try {
    return Number(JSON.parse(Buffer.from(inner, 'base64').toString()).position) || 0;
  } catch {
    return 0;
  }
}

export function listParameter(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((value) => value.split(','));
}
