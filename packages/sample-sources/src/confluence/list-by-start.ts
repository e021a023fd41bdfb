import { limitOf } from './paging.ts';
import { type Call, ok, type Reply, type ServerContext } from './server-context.ts';

/** One page of a list of the v1 API. */
export function listByStart<T>(
  context: ServerContext,
  call: Call,
  list: { all: readonly T[]; shape: (item: T) => unknown },
): Reply {
  const start = Number(call.query.get('start') ?? 0) || 0;
  const limit = limitOf(call.query, context, 25);
  const results = list.all.slice(start, start + limit).map(list.shape);
  const step = context.switches.undercountNext ? Math.max(1, results.length - 2) : results.length;
  const query = new URLSearchParams([...call.query].filter(([name]) => name !== 'start'));
  query.set('start', String(start + step));
  const next = start + results.length < list.all.length ? { next: `${call.path}?${query}` } : {};
  return ok({
    results,
    start,
    limit,
    size: results.length,
    _links: { base: context.webBase, context: '', ...next },
  });
}
