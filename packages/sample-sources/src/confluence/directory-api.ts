import { limitOf } from './paging.ts';
import { v1NotFound } from './refusals.ts';
import { type Call, ok, type Reply, type ServerContext } from './server-context.ts';
import type { SampleAccount, SampleGroup } from './site-access.ts';
import { refuseForTrouble } from './troubles.ts';
import { toGroup, toV1User } from './v1-shapes.ts';

/** People and groups of the v1 API; undefined for what is not about them. */
export function answerDirectory(context: ServerContext, call: Call): Reply | undefined {
  const path = call.path.slice('/rest/api'.length);
  const isCloud = context.edition === 'cloud';
  if (path === (isCloud ? '/search/user' : '/search') && isAboutPeople(call)) {
    return refuseForTrouble(context, 'people') ?? listPeople(context, call);
  }
  if (path === '/group') {
    const shape = ({ id }: SampleGroup) => toGroup(context, id);
    return listFrom(context, call, { all: context.site.groups, shape });
  }
  const [, id, what] = /^\/group\/([^/]+)\/(membersByGroupId|member)$/.exec(path) ?? [];
  if (!id || what !== (isCloud ? 'membersByGroupId' : 'member')) return undefined;
  return refuseForTrouble(context, 'members') ?? listMembers(context, call, decodeURIComponent(id));
}

const isAboutPeople = ({ query }: Call) => /^\s*type\s*=\s*user\b/.test(query.get('cql') ?? '');

/** Whom the search for people finds: nobody whose account is closed. */
function listPeople(context: ServerContext, call: Call): Reply {
  const shape = (user: SampleAccount) => ({
    user: toV1User(context, user),
    title: user.name,
    excerpt: '',
    url: '',
    entityType: 'user',
    breadcrumbs: [],
    iconCssClass: '',
    lastModified: '2026-01-01T00:00:00.000Z',
    score: 0,
  });
  const cqlQuery = call.query.get('cql') ?? '';
  const more = (totalSize: number) => ({ totalSize, cqlQuery, searchDuration: 4 });
  return listFrom(context, call, { all: openOf(context.site.users), shape, more });
}

function listMembers(context: ServerContext, call: Call, id: string): Reply {
  const { site, edition } = context;
  const group = site.groups.find((one) =>
    edition === 'cloud' ? one.id === id : one.name.toLowerCase() === id.toLowerCase(),
  );
  if (!group) return v1NotFound(`No group ${id}`);
  const all = accountsOf(site.users, membersOf(context, group));
  const shape = (user: SampleAccount) => toV1User(context, user);
  return listFrom(context, call, { all: openOf(all), shape });
}

/**
 * From so many on, what was found is kept for as long as the lists are the same and as long: they are
 * asked for in hundreds of pages. Whoever changes an account of so long a list replaces the list.
 */
const LONG = 10_000;
type Kept = {
  users: readonly SampleAccount[];
  size: number;
  accounts: SampleAccount[];
};

function createKept<Key extends readonly unknown[]>() {
  const kept = new WeakMap<Key, Kept>();
  return (key: Key, users: readonly SampleAccount[], find: () => SampleAccount[]) => {
    const size = key.length + users.length;
    if (size < LONG) return find();
    const before = kept.get(key);
    if (before?.users === users && before.size === size) return before.accounts;
    const accounts = find();
    kept.set(key, { users, size, accounts });
    return accounts;
  };
}

const keptAccounts = createKept<readonly string[]>();
const keptOpen = createKept<readonly SampleAccount[]>();

function accountsOf(users: readonly SampleAccount[], ids: readonly string[]): SampleAccount[] {
  return keptAccounts(ids, users, () => {
    const known = new Map(users.map((user) => [user.accountId, user]));
    return ids.flatMap((id) => known.get(id) ?? []);
  });
}

/** Those whose account is not closed. */
const openOf = (users: readonly SampleAccount[]) =>
  keptOpen(users, users, () => users.filter(({ status }) => status !== 'closed'));

/** Data Center tells of groups in groups as if their people were in the outer one. */
function membersOf({ site, edition, switches }: ServerContext, group: SampleGroup): string[] {
  if (edition !== 'data_center' || !switches.nestedGroupsAreFlat) return group.members;
  const groups = new Set([group]);
  for (const outer of groups) {
    for (const inner of site.groups) if (outer.groups.includes(inner.id)) groups.add(inner);
  }
  if (groups.size === 1) return group.members;
  return [...new Set([...groups].flatMap(({ members }) => members))];
}

type Listed<T> = {
  all: readonly T[];
  shape: (one: T) => unknown;
  more?: (total: number) => object;
};

/** By offset, and without a link to whatever more there is. */
function listFrom<T>(context: ServerContext, call: Call, { all, shape, more }: Listed<T>): Reply {
  const asked = Number(call.query.get('start') ?? 0) || 0;
  const start = context.switches.ignoresStart ? 0 : asked;
  const limit = limitOf(call.query, context, 25);
  const results = all.slice(start, start + limit).map(shape);
  const told = { results, start, limit, size: results.length };
  return ok({ ...told, ...more?.(all.length), _links: { base: context.webBase } });
}

/** Which of some addresses are those of nobody who may use the site, be they hidden or not. */
export function checkAccessByAddress(context: ServerContext, call: Call): Reply {
  const refused = refuseForTrouble(context, 'addresses');
  if (refused) return refused;
  const { emails = [] } = (call.body ?? {}) as { emails?: string[] };
  const active = context.site.users.filter(({ status }) => status === 'active');
  const known = new Set(active.map(({ address }) => address?.toLowerCase()));
  const isWithout = (email: string) => !known.has(email.toLowerCase());
  return ok({ emailsWithoutAccess: emails.filter(isWithout), invalidEmails: [] });
}

/** The look-up of people by address on the Jira of the same site, which finds what begins like it. */
export function answerJira(context: ServerContext, call: Call): Reply {
  const refused = refuseForTrouble(context, 'look_up');
  if (refused || call.path !== '/rest/api/3/user/search') return refused ?? v1NotFound('Not Found');
  const query = (call.query.get('query') ?? '').toLowerCase();
  const found = context.site.users.filter(
    ({ address, name, status }) =>
      status !== 'closed' &&
      (address?.toLowerCase().startsWith(query) || name.toLowerCase().startsWith(query)),
  );
  return ok(found.map(toJiraUser));
}

function toJiraUser({ accountId, kind, name, status, address, showsAddress }: SampleAccount) {
  return {
    accountId,
    accountType: kind,
    displayName: name,
    active: status === 'active',
    ...(showsAddress && address !== null ? { emailAddress: address } : {}),
  };
}
