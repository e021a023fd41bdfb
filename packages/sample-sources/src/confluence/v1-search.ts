import { CqlError, parseCql } from './cql.ts';
import { listByStart } from './list-by-start.ts';
import { limitOf, nextQuery, sliceByCursor } from './paging.ts';
import { v1BadRequest, v1NotFound } from './refusals.ts';
import { readersIn } from './restriction-lists.ts';
import {
  type Call,
  ok,
  type Reply,
  type ServerContext,
  spaceOf,
  visibleContent,
} from './server-context.ts';
import type { SampleContent } from './site.ts';
import { refuseForTrouble } from './troubles.ts';
import { ancestorsOf, toV1Content } from './v1-shapes.ts';

/** What a CQL query finds, as content. */
export function contentSearch(context: ServerContext, call: Call): Reply {
  const found = find(context, call);
  if (!Array.isArray(found)) return found;
  const expand = (call.query.get('expand') ?? '').split(',');
  const isInBulk = expand.some((name) => name.startsWith('restrictions.read'));
  const refused = isInBulk ? refuseForTrouble(context, 'restrictions_in_bulk') : undefined;
  const trouble = refused ?? expandTrouble(context, expand);
  if (trouble) return trouble;
  const shape = (item: SampleContent) => ({
    ...toV1Content(context, item, expand),
    ...readersIn(context, item, expand),
  });
  if (context.edition === 'data_center') return listByStart(context, call, { all: found, shape });
  const slice = sliceByCursor(found, call.query, context);
  const next = slice.next ? { next: `${call.path}?${nextQuery(call.query, slice.next)}` } : {};
  return ok({
    results: slice.items.map(shape),
    start: 0,
    limit: slice.limit,
    size: slice.items.length,
    _links: {
      base: context.webBase,
      context: '/wiki',
      self: `${context.webBase}${call.path}`,
      ...next,
    },
  });
}

/** CONFCLOUD-77618: one ancestor that cannot be read spoils the whole batch. */
function expandTrouble(context: ServerContext, expand: string[]): Reply | undefined {
  const asksAncestors = expand.some((name) => name.startsWith('ancestors.restrictions'));
  return asksAncestors && context.switches.unreadableAncestor
    ? v1NotFound('No content with id 999 : Cannot find content. Outdated version/old_draft/trashed')
    : undefined;
}

/** The same as results of the search, with their number. */
export function search(context: ServerContext, call: Call): Reply {
  const found = find(context, call);
  if (!Array.isArray(found)) return found;
  const items = found.slice(0, limitOf(call.query, context, 25));
  return ok({
    results: items.map((item) => ({
      content: toV1Content(context, item, []),
      title: item.title,
      excerpt: '',
      url: `/pages/${item.id}`,
      entityType: 'content',
      iconCssClass: 'aui-icon',
      lastModified: item.version.createdAt,
      breadcrumbs: [],
      score: 0,
    })),
    start: 0,
    limit: items.length,
    size: items.length,
    totalSize: found.length,
    cqlQuery: call.query.get('cql') ?? '',
    searchDuration: 4,
    _links: { base: context.webBase, context: '/wiki' },
  });
}

function find(context: ServerContext, call: Call): SampleContent[] | Reply {
  const cql = call.query.get('cql');
  if (!cql) return v1BadRequest('cql query parameter is required');
  try {
    const query = parseCql(cql, {
      isDataCenter: context.edition === 'data_center',
      zoneOffsetMinutes: context.switches.zoneOffsetMinutes,
      indexSkewMinutes: context.switches.indexSkewMinutes,
    });
    const found = visibleContent(context).filter((item) => {
      const space = spaceOf(context, item);
      const ancestors = ancestorsOf(context, item).map((ancestor) => ancestor.id);
      const isThere = item.status === 'current' && (!isFile(item) || isAttached(context, item));
      return space && isThere && query.matches({ item, space, ancestors });
    });
    return query.orderBy ? found.toSorted(comparing(query.orderBy)) : found;
  } catch (error) {
    if (error instanceof CqlError) return v1BadRequest(error.message);
    throw error;
  }
}

const isFile = ({ type }: SampleContent) => type === 'attachment';

function isAttached(context: ServerContext, { parentId }: SampleContent): boolean {
  return context.site.content.some(({ id, status }) => id === parentId && status === 'current');
}

function comparing(order: { field: string; isDescending: boolean }) {
  const sign = order.isDescending ? -1 : 1;
  const value = (item: SampleContent) =>
    order.field === 'lastmodified'
      ? item.version.createdAt
      : order.field === 'title'
        ? item.title
        : item.createdAt;
  return (one: SampleContent, other: SampleContent) =>
    sign * value(one).localeCompare(value(other));
}
