import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ReadRestriction } from './client.ts';
import { nextPageOf } from './list-page.ts';
import { restrictionSchema } from './shapes.ts';

const MOST_PAGES = 100;
const EXPAND = 'expand=restrictions.user,restrictions.group';

/**
 * Who alone may read one item; null: Confluence names nobody, in lists that are whole. Where a
 * list is not told, or not to its end, only those who are named may read it.
 * @param content address of the item in the v1 API
 */
export async function readRestriction(call: Call, content: string): Promise<ReadRestriction> {
  const users = new Set<string>();
  const groups = new Set<string>();
  let isRestricted = false;
  for (let start = 0, page = 1; ; page += 1) {
    const url = new URL(`${content}/restriction/byOperation/read?${EXPAND}`);
    if (start > 0) url.searchParams.set('start', String(start));
    const lists = await readLists(call, url);
    for (const { accountId, username } of lists.users) users.add(accountId || username || '');
    for (const { name } of lists.groups) groups.add(name || '');
    isRestricted ||= lists.length > 0;
    if (lists.isEnd) {
      if (!isRestricted) return null;
      break;
    }
    start += lists.length;
    if (lists.length === 0 || page === MOST_PAGES) {
      if (!isRestricted) throw notTold();
      break;
    }
  }
  return { users: named(users), groups: named(groups) };
}

async function readLists(call: Call, url: URL) {
  const { restrictions } = await call.get(url, restrictionSchema);
  const lists = [restrictions?.user, restrictions?.group];
  const [users = [], groups = []] = lists.map((list) => list?.results ?? []);
  const isWhole = (list: (typeof lists)[number]) => {
    if (!list?.results) return false;
    const isFull = list.results.length > 0 && list.results.length >= (list.limit ?? Infinity);
    return !isFull && (!list._links || nextPageOf({ ...list._links }).is === 'not there');
  };
  // A reader whose name is not told is one all the same: then it is not for everybody.
  const readers = (some: typeof users) => some.map((reader) => reader ?? {});
  return {
    users: readers(users),
    groups: readers(groups),
    length: Math.max(users.length, groups.length),
    isEnd: lists.every(isWhole),
  };
}

const named = (names: ReadonlySet<string>) => [...names].filter(Boolean).toSorted();

function notTold(): SourceError {
  return new SourceError('upstream_error', 'Confluence does not tell who may read this.');
}
