import { inParallel } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { accountPrincipal, groupPrincipal } from '../source-access.ts';
import { ANONYMOUS, type NamedReaders } from './access.ts';
import { type AccessClient, requireId, type SiteAccount, stateOf } from './access-client.ts';
import * as shapes from './access-shapes.ts';
import { listByOffset } from './by-offset.ts';
import type { Call } from './call-confluence.ts';
import { inSpace } from './cql.ts';
import type { DataCenterList } from './data-center-paging.ts';
import { RESTRICTIONS, readRestrictionsInBulk } from './read-restriction.ts';
import { currentUserSchema, restrictedSchema } from './shapes.ts';

const PARALLEL_READS = 8;

type Place = { call: Call; list: DataCenterList; at: (path: string) => URL };

/**
 * Who may read what on Data Center: spaces since 9.1, the site as a whole since 9.2.18. Groups are
 * known by their names, of which case says nothing; people by their keys.
 */
export function createDataCenterAccess(place: Place): AccessClient {
  const { call, list, at } = place;
  return {
    isAnonymous: async () =>
      (await call.get(at('/user/current'), currentUserSchema)).type === 'anonymous',
    readSiteReaders: () => readPermissions(call, at('/permissions'), { operation: 'use' }),
    readSpaceReaders: async ({ key }) => {
      const url = at(`/space/${encodeURIComponent(key)}/permissions`);
      const readers = await readPermissions(call, url, { operation: 'read', target: 'space' });
      // The list leaves out whether anybody may come in; how another one says so depends on the version.
      return { ...readers, principals: [...readers.principals, ANONYMOUS] };
    },
    listRestrictions: ({ key }) => {
      const url = at('/content/search');
      url.searchParams.set('expand', RESTRICTIONS);
      url.searchParams.set('cql', inSpace(key));
      return readRestrictionsInBulk(list(url, restrictedSchema), 'data_center');
    },
    listPeople: () => listPeople(place),
    listMembers: async function* (groupName) {
      const url = at(`/group/${encodeURIComponent(groupName)}/member`);
      const idOf = ({ userKey }: shapes.SiteUser) => userKey ?? '';
      for await (const users of listByOffset(call, url, { item: shapes.userSchema, idOf })) {
        yield users.flatMap(({ userKey }) => (userKey ? [accountPrincipal(userKey)] : []));
      }
    },
  };
}

/** Whom a list of permissions lets do one thing. */
async function readPermissions(
  call: Call,
  url: URL,
  wanted: { operation: string; target?: string },
): Promise<NamedReaders> {
  const rows = await call.get(url, shapes.dataCenterPermissionsSchema);
  const readers: NamedReaders = { principals: [], unknown: 0, isWhole: true };
  for (const row of rows) {
    if (row === null) readers.unknown += 1;
    const { operation, subject } = row ?? {};
    const isTarget = wanted.target === undefined || operation?.targetType === wanted.target;
    if (operation?.operationKey !== wanted.operation || !isTarget) continue;
    if (subject?.type === 'group' && subject.name) {
      readers.principals.push(groupPrincipal(subject.name.toLowerCase()));
    } else if ((subject?.type === 'known' || subject?.type === 'user') && subject.userKey) {
      readers.principals.push(accountPrincipal(subject.userKey));
    } else if (subject?.type !== 'anonymous') readers.unknown += 1;
  }
  return readers;
}

async function* listPeople({ call, at }: Place): AsyncIterable<readonly SiteAccount[]> {
  const url = at('/search');
  url.searchParams.set('cql', 'type=user');
  const about = {
    item: shapes.foundUserSchema,
    idOf: ({ user }: { user: shapes.SiteUser }) => user.userKey ?? '',
  };
  for await (const found of listByOffset(call, url, about)) {
    yield await inParallel(found, PARALLEL_READS, async ({ user }) => {
      const userKey = requireId(user.userKey);
      // The search leaves out, by the version, who is deactivated and what their addresses are.
      if (user.status && user.email) return toAccount(userKey, user);
      const one = at(`/user?key=${encodeURIComponent(userKey)}&expand=status`);
      const told = await call.get(one, shapes.userSchema).catch((error: unknown) => {
        if (failsAlone(error)) return { ...user, status: null };
        throw error;
      });
      return toAccount(userKey, told);
    });
  }
}

const STATES = ['current', 'deactivated'];

function toAccount(accountId: string, user: shapes.SiteUser): SiteAccount {
  return {
    accountId,
    address: user.email || null,
    name: user.displayName || user.username || null,
    isActive: user.status === 'current',
    state: stateOf([user.status, STATES]),
    isLicensed: true,
  };
}
