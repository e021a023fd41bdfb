import type { z } from 'zod';
import { SourceError } from '../source.ts';
import { accountPrincipal, groupPrincipal, type Principal } from '../source-access.ts';
import type { ReadRestriction } from './access.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient } from './client.ts';
import { asFarAsTold, type List, nextPageOf } from './list-page.ts';
import { type restrictedSchema, restrictionSchema } from './shapes.ts';

type Edition = ConfluenceClient['edition'];

const MOST_PAGES = 100;
const EXPAND = 'expand=restrictions.user,restrictions.group';

/** Expands own restrictions in a list of content; never those of ancestors (CONFCLOUD-77618). */
export const RESTRICTIONS =
  'restrictions.read.restrictions.user,restrictions.read.restrictions.group';

/**
 * Who alone may read one item; null: Confluence names nobody, in lists that are whole. Where a
 * list is not told, or not to its end, only those who are named may read it.
 * @param content address of the item in the v1 API
 */
export async function readRestriction(
  call: Call,
  content: string,
  edition: Edition,
): Promise<ReadRestriction> {
  const principals = new Set<Principal>();
  let unknown = 0;
  for (let start = 0, page = 1; ; page += 1) {
    const url = new URL(`${content}/restriction/byOperation/read?${EXPAND}`);
    if (start > 0) url.searchParams.set('start', String(start));
    const lists = listsOf((await call.get(url, restrictionSchema)).restrictions, edition);
    for (const principal of lists.principals) principals.add(principal);
    unknown += lists.unknown;
    const isRestricted = principals.size + unknown > 0;
    if (lists.isEnd && !isRestricted) return null;
    start += lists.length;
    if (lists.isEnd || lists.length === 0 || page === MOST_PAGES) {
      if (!isRestricted) throw notTold();
      return { principals: sorted(principals), unknown, isWhole: lists.isEnd };
    }
  }
}

/**
 * Own restrictions of what a list names; what is not told there, or not whole, is left out. Throws
 * where the list fails: then the rest is missing.
 */
export async function* readRestrictionsInBulk(
  list: List<z.output<typeof restrictedSchema>>,
  edition: Edition,
): AsyncIterable<ReadonlyMap<string, ReadRestriction>> {
  for await (const { items } of asFarAsTold(list)) {
    const told = items.flatMap(({ id, restrictions }) => {
      const lists = listsOf(restrictions?.read?.restrictions, edition);
      return lists.isEnd ? [[id, toRestriction(lists)] as const] : [];
    });
    yield new Map(told);
  }
}

type Told = z.output<typeof restrictionSchema>['restrictions'];
type Lists = {
  principals: Principal[];
  /** Told without an id, or counted and not told: then it is not for everybody all the same. */
  unknown: number;
  length: number;
  isEnd: boolean;
};

function listsOf(restrictions: Told, edition: Edition): Lists {
  const lists = [restrictions?.user, restrictions?.group];
  const [users = [], groups = []] = lists.map((list) => list?.results ?? []);
  const named = [
    ...users
      .map((user) => (edition === 'cloud' ? user?.accountId : user?.userKey))
      .map(principalBy(accountPrincipal)),
    // Cloud knows groups by ids, Data Center by names of which case says nothing.
    ...groups
      .map((group) => (edition === 'cloud' ? group?.id : group?.name?.toLowerCase()))
      .map(principalBy(groupPrincipal)),
  ];
  const principals = named.filter((one) => one !== undefined);
  const counted = lists.reduce((sum, list) => sum + Math.max(list?.size ?? 0, 0), 0);
  return {
    principals,
    unknown: Math.max(named.length, counted) - principals.length,
    length: Math.max(users.length, groups.length),
    isEnd: lists.every(isWhole),
  };
}

const principalBy = (toPrincipal: (id: string) => Principal) => (id: string | null | undefined) =>
  id ? toPrincipal(id) : undefined;

function isWhole(list: NonNullable<Told>['user']): boolean {
  if (!list?.results) return false;
  const { results, limit, _links } = list;
  // Without a limit nobody knows whether a list that has something in it was cut.
  const isFull = results.length > 0 && results.length >= (limit ?? 0);
  return !isFull && (!_links || nextPageOf({ ..._links }).is === 'not there');
}

function toRestriction({ principals, unknown }: Lists): ReadRestriction {
  if (principals.length + unknown === 0) return null;
  return { principals: sorted(new Set(principals)), unknown, isWhole: true };
}

const sorted = (principals: ReadonlySet<Principal>) => [...principals].toSorted();

function notTold(): SourceError {
  return new SourceError('upstream_error', 'Confluence does not tell who may read this.');
}
