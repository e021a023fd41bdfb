import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { accountPrincipal, groupPrincipal, type Principal } from '../source-access.ts';
import { UnprovenList } from '../unproven-list.ts';
import { ANONYMOUS, isRefusal, LICENSED, type NamedReaders } from './access.ts';
import {
  type AccessClient,
  requireId,
  type SiteAccount,
  type SpaceKeys,
  stateOf,
} from './access-client.ts';
import * as shapes from './access-shapes.ts';
import { listByOffset } from './by-offset.ts';
import type { Call } from './call-confluence.ts';
import { lookUp, withAccess } from './cloud-addresses.ts';
import { type CloudList, searchPath } from './cloud-paging.ts';
import { inSpace } from './cql.ts';
import type { List } from './list-page.ts';
import { orAbsent } from './or-absent.ts';
import { RESTRICTIONS, readRestrictionsInBulk } from './read-restriction.ts';
import { currentUserSchema, restrictedSchema } from './shapes.ts';

const VIEW_SPACE = 'read/space';
const USERS_IN_ONE_CALL = 250;
const LIST_LIMIT = 250;

type Place = { call: Call; list: CloudList; at: (path: string) => URL };

/** Who may read what on Cloud: v2 for spaces, v1 for restrictions and people, Jira for addresses. */
export function createCloudAccess(place: Place): AccessClient {
  const { call, list, at } = place;
  const roles = createRoles(place);
  return {
    isAnonymous: async () =>
      (await call.get(at('/rest/api/user/current'), currentUserSchema)).type === 'anonymous',
    readSiteReaders: async () => null,
    readSpaceReaders: (space) => readSpaceReaders(place, roles, space),
    listRestrictions: ({ key }) => {
      const path = searchPath(inSpace(key), RESTRICTIONS);
      return readRestrictionsInBulk(list(path, restrictedSchema), 'cloud');
    },
    listPeople: () => listPeople(place),
    listMembers: async function* (groupId) {
      const url = at(`/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId`);
      const idOf = ({ accountId }: shapes.SiteUser) => accountId ?? '';
      for await (const users of listByOffset(call, url, { item: shapes.userSchema, idOf })) {
        yield users.flatMap(({ accountId }) => (accountId ? [accountPrincipal(accountId)] : []));
      }
    },
    lookUp: (address) => lookUp(place, address),
    withAccess: (addresses) => withAccess(place, addresses),
  };
}

async function collect<T>(list: List<T>) {
  const items: T[] = [];
  let unknown = 0;
  try {
    for await (const page of list) {
      items.push(...page.items);
      unknown += page.unread.length;
    }
    return { items, unknown, isWhole: true };
  } catch (error) {
    if (!(error instanceof UnprovenList)) throw error;
    return { items, unknown, isWhole: false };
  }
}

/** Ids of the roles that let one view a space, asked for once and only where one is given. */
function createRoles({ list }: Place) {
  let known: Promise<ReadonlySet<string>> | undefined;
  const read = async () => {
    const path = `/api/v2/space-roles?limit=${LIST_LIMIT}`;
    const { items } = await collect(list(path, shapes.spaceRoleSchema));
    const viewing = items.filter(({ spacePermissions }) => spacePermissions?.includes(VIEW_SPACE));
    return new Set(viewing.map(({ id }) => id));
  };
  return () => {
    known ??= read();
    return known;
  };
}

/**
 * Two lists, which say whom permissions and whom roles let in. Either may be out of sight, and then
 * the other one still lets in whom it names.
 */
async function readSpaceReaders(
  place: Place,
  roles: ReturnType<typeof createRoles>,
  space: SpaceKeys,
): Promise<NamedReaders> {
  const [permitted, assigned] = await Promise.all([
    readPermissions(place, space).catch(ownError),
    readAssignments(place, roles, space).catch(ownError),
  ]);
  const lists: NamedReaders[] = [];
  const errors: SourceError[] = [];
  for (const one of [permitted, assigned]) {
    if (one instanceof SourceError) errors.push(one);
    else lists.push(one);
  }
  const isNobodyNamed = lists.every(({ principals }) => principals.length === 0);
  const failed = errors.find((error) => !isRefusal(error)) ?? (isNobodyNamed && errors[0]);
  if (failed) throw failed;
  return {
    principals: [...new Set(lists.flatMap(({ principals }) => principals))],
    unknown: lists.reduce((sum, { unknown }) => sum + unknown, 0),
    isWhole: lists.length === 2 && lists.every(({ isWhole }) => isWhole),
  };
}

function ownError(error: unknown): SourceError {
  if (isRefusal(error) || failsAlone(error)) return error;
  throw error;
}

async function readPermissions({ list }: Place, { id }: SpaceKeys): Promise<NamedReaders> {
  const path = `/api/v2/spaces/${id}/permissions?limit=${LIST_LIMIT}`;
  const { items, unknown, isWhole } = await collect(list(path, shapes.spacePermissionSchema));
  // Any other operation proves nothing about viewing.
  const viewing = items.filter(
    ({ operation }) => operation?.key === 'read' && operation.targetType === 'space',
  );
  const found = viewing
    // Whoever has a role is in the other list.
    .filter(({ principal }) => principal?.type !== 'role')
    .map(({ principal }) => principalOf(principal?.type, principal?.id));
  return named(found, { unknown, isWhole });
}

async function readAssignments(
  { list }: Place,
  roles: ReturnType<typeof createRoles>,
  { id }: SpaceKeys,
): Promise<NamedReaders> {
  const path = `/api/v2/spaces/${id}/role-assignments?limit=${LIST_LIMIT}`;
  // Sites that have no roles yet do not have the address, either.
  const assigned = await orAbsent(collect(list(path, shapes.roleAssignmentSchema)));
  if (!assigned || assigned.items.length + assigned.unknown === 0) return NO_READERS;
  const viewing = await roles();
  const found = assigned.items
    .filter(({ roleId }) => roleId && viewing.has(roleId))
    .map(({ principal }) => principalOf(principal?.principalType, principal?.principalId));
  return named(found, assigned);
}

const NO_READERS: NamedReaders = { principals: [], unknown: 0, isWhole: true };

type Found = Principal | 'unknown';

function named(found: readonly Found[], more: { unknown: number; isWhole: boolean }): NamedReaders {
  const isPrincipal = (one: Found): one is Principal => one !== 'unknown';
  return {
    principals: found.filter(isPrincipal),
    unknown: more.unknown + found.filter((one) => one === 'unknown').length,
    isWhole: more.isWhole,
  };
}

/** The two lists spell kinds and classes differently. */
function principalOf(type: string | null | undefined, id: string | null | undefined): Found {
  const kind = (type ?? '').toLowerCase().replaceAll('_', '-');
  if (!id) return 'unknown';
  if (kind === 'user') return accountPrincipal(id);
  if (kind === 'group') return groupPrincipal(id);
  if (kind !== 'access-class') return 'unknown';
  const name = id.toLowerCase().replaceAll('_', '-');
  if (name === 'all-licensed-users' || name === 'authenticated-users') return LICENSED;
  return name === 'anonymous-users' ? ANONYMOUS : 'unknown';
}

async function* listPeople({ call, at }: Place): AsyncIterable<readonly SiteAccount[]> {
  const url = at('/rest/api/search/user');
  url.searchParams.set('cql', 'type=user');
  const users = new Map<string, shapes.SiteUser>();
  const about = {
    item: shapes.foundUserSchema,
    idOf: ({ user }: { user: shapes.SiteUser }) => user.accountId ?? '',
  };
  for await (const found of listByOffset(call, url, about)) {
    for (const { user } of found) users.set(requireId(user.accountId), user);
  }
  // The search does not say whose account is closed.
  for (const some of inChunks([...users], USERS_IN_ONE_CALL)) {
    const body = { accountIds: some.map(([id]) => id) };
    const { results } = await call.post(at('/api/v2/users-bulk'), shapes.usersSchema, body);
    const told = new Map(results.map((user) => [user.accountId, user]));
    yield some.map(([id, user]) => toAccount(id, told.get(id) ?? { ...user, accountStatus: null }));
  }
}

/** As the reference names them; it has `unknown` as well. */
const OUT = ['app', 'customer', 'inactive', 'closed'];
const ACCOUNT_TYPES = ['atlassian', ...OUT];
const ACCOUNT_STATES = ['active', ...OUT];

function toAccount(accountId: string, user: shapes.SiteUser): SiteAccount {
  const isGuest = user.isGuest === true || user.isExternalCollaborator === true;
  // Somebody of whom it is not said that they are no guest may be one.
  const isNoGuest = user.isGuest === false || user.isExternalCollaborator === false;
  const { accountType: type, accountStatus: status } = user;
  const isOut = OUT.includes(type ?? '') || OUT.includes(status ?? '');
  return {
    accountId,
    address: user.email || null,
    name: user.displayName || user.publicName || null,
    isActive: type === 'atlassian' && status === 'active',
    state: isOut ? 'told' : stateOf([type, ACCOUNT_TYPES], [status, ACCOUNT_STATES]),
    isLicensed: isNoGuest && !isGuest,
  };
}
