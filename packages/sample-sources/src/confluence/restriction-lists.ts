import type { ServerContext } from './server-context.ts';
import type { SampleContent } from './site.ts';
import { toGroup, toV1User } from './v1-shapes.ts';

/** Own restrictions in a list: no more than the first of each, and not a word on whether there are more. */
export function readersIn(context: ServerContext, item: SampleContent, expand: readonly string[]) {
  if (!expand.includes('restrictions.read.restrictions.user')) return {};
  const { users, groups } = readersOf(context, item);
  const limit = Math.min(100, context.switches.largestLimit);
  const about = { start: 0, limit, path: `/rest/api/content/${item.id}` };
  const { user, group } = restrictionLists(context, { users, groups }, about);
  const restrictions = { user: { ...user, _links: {} }, group: { ...group, _links: {} } };
  return { restrictions: { read: { operation: 'read', restrictions } } };
}

export function readersOf(context: ServerContext, { readers }: SampleContent) {
  return {
    users: (readers?.users ?? []).map((user) => toV1User(context, user)),
    groups: (readers?.groups ?? []).map((id) => toGroup(context, id)),
  };
}

/** Who may read one item, each list page by page. */
export function restrictionLists(
  context: ServerContext,
  all: { users: unknown[]; groups: unknown[] },
  { start, limit, path }: { start: number; limit: number; path: string },
) {
  const list = (some: unknown[]) => {
    const shown = some.slice(0, context.switches.cutReaders ?? undefined);
    const results = shown.slice(start, start + limit);
    const next = start + limit < shown.length ? { next: `${path}?start=${start + limit}` } : {};
    return { results, start, limit, size: results.length, _links: next };
  };
  return { user: list(all.users), group: list(all.groups) };
}
