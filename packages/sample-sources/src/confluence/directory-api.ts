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
  return listFrom(context, call, { all: context.site.users, isListed: isOpen, shape, more });
}

const isOpen = ({ status }: SampleAccount) => status !== 'closed';

function listMembers(context: ServerContext, call: Call, id: string): Reply {
  const { site, edition } = context;
  const group = site.groups.find((one) =>
    edition === 'cloud' ? one.id === id : one.name.toLowerCase() === id.toLowerCase(),
  );
  if (!group) return v1NotFound(`No group ${id}`);
  const all = accountsOf(site.users, membersOf(context, group));
  const shape = (user: SampleAccount) => toV1User(context, user);
  return listFrom(context, call, { all, isListed: isOpen, shape });
}

type Found = { users: readonly SampleAccount[]; size: number; accounts: SampleAccount[] };
/** As they were found for a list of ids: a large group is asked for in hundreds of pages. */
const found = new WeakMap<readonly string[], Found>();

function accountsOf(users: readonly SampleAccount[], ids: readonly string[]): SampleAccount[] {
  const before = found.get(ids);
  const isSame =
    before?.users === users &&
    before.size === users.length &&
    before.accounts.length === ids.length &&
    before.accounts.every(({ accountId }, at) => accountId === ids[at]);
  if (isSame) return before.accounts;
  const known = new Map(users.map((user) => [user.accountId, user]));
  const accounts = ids.flatMap((id) => known.get(id) ?? []);
  found.set(ids, { users, size: users.length, accounts });
  return accounts;
}

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
  /** Absent: each is. */
  isListed?: (one: T) => boolean;
  shape: (one: T) => unknown;
  more?: (total: number) => object;
};

/**
 * By offset, and without a link to whatever more there is. Nothing is copied but the page: a list may
 * have hundreds of them, and a hundred thousand on the list.
 */
function listFrom<T>(context: ServerContext, call: Call, listed: Listed<T>): Reply {
  const { all, isListed = () => true, shape, more } = listed;
  const asked = Number(call.query.get('start') ?? 0) || 0;
  const start = context.switches.ignoresStart ? 0 : asked;
  const limit = limitOf(call.query, context, 25);
  const results: unknown[] = [];
  let total = 0;
  for (const one of all) {
    if (!isListed(one)) continue;
    if (total >= start && results.length < limit) results.push(shape(one));
    total += 1;
  }
  const told = { results, start, limit, size: results.length };
  return ok({ ...told, ...more?.(total), _links: { base: context.webBase } });
}

/** The look-up of people by address on the Jira of the same site. */
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
