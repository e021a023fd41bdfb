import { normalizeMailAddress } from '@rita/contracts';
import {
  type AccessRequest,
  accountPrincipal,
  type FoundLink,
  type Principal,
  type SourceAccount,
  type UnreadAccount,
} from '../source-access.ts';
import type { Tallies } from './access.ts';
import type { Graph } from './call-graph.ts';
import { collectList } from './collect-list.ts';
import { type User, userSchema } from './shapes.ts';

const FIELDS =
  'id,displayName,mail,userPrincipalName,userType,accountEnabled,proxyAddresses,otherMails';

export type Directory = {
  accounts: SourceAccount[];
  /** Those of which it is not told whether they are in use. */
  unreadAccounts: UnreadAccount[];
  /** Enabled members of the tenant, who are “everyone except external users”. */
  members: Principal[];
  links: FoundLink[];
  /** False where not all were told of, or not enough of them: then nothing may become wider. */
  isComplete: boolean;
  tallies: Tallies;
};

/** Everybody in the tenant (`User.Read.All`), and who of them the people of the organization are. */
export async function readDirectory(
  graph: Graph,
  people: AccessRequest['people'],
): Promise<Directory> {
  const { items, lack } = await collectList(graph, `/users?$select=${FIELDS}&$top=999`, userSchema);
  const users = [...new Map(items.map((user) => [user.id.toLowerCase(), user])).values()];
  if (lack) {
    const isRefused = lack.code === 'insufficient_permissions' && users.length === 0;
    return incomplete(users, isRefused ? 'people_refused' : 'people_incomplete');
  }
  // Without the right to see more than their names, nobody can tell who still works there.
  if (users.length > 0 && !users.some(isTold)) return incomplete([], 'people_hidden');
  const byAddress = ownersOfAddresses(users);
  const shared = [...byAddress].filter(([, accounts]) => accounts.size > 1);
  const accounts = users.filter(isTold).map((user) => toAccount(user, byAddress));
  const unread = users.filter((user) => !isTold(user));
  return {
    accounts,
    unreadAccounts: unread.map((user) => toAccount(user, byAddress)),
    members: users.filter(isEnabledMember).map(({ id }) => accountPrincipal(id.toLowerCase())),
    links: linksOf(people, byAddress, accounts),
    isComplete: true,
    tallies: {
      ...tally('addresses_shared', shared.length),
      ...tally('accounts_unread', unread.length),
    },
  };
}

/** Only who is disabled counts of a list that is not whole: that narrows. */
function incomplete(users: readonly User[], code: string): Directory {
  const disabled = users.filter(({ accountEnabled }) => accountEnabled === false);
  const accounts = disabled.map((user) => toAccount(user, new Map()));
  return {
    accounts,
    unreadAccounts: [],
    members: [],
    links: [],
    isComplete: false,
    tallies: tally(code, 1),
  };
}

const tally = (code: string, count: number): Tallies => (count > 0 ? { [code]: count } : {});

const isTold = ({ accountEnabled }: User) => typeof accountEnabled === 'boolean';

const isEnabledMember = ({ accountEnabled, userType }: User) =>
  accountEnabled === true && userType === 'Member';

/**
 * The address that people write to. A guest's sign-in name is made of their address and of the
 * tenant's, and is neither; no name is ever rewritten into an address.
 */
function ownAddress({ mail, userPrincipalName, userType, otherMails }: User): string | null {
  if (mail) return normalizeMailAddress(mail);
  const other = userType === 'Guest' ? otherMails[0] : memberName(userPrincipalName);
  return other ? normalizeMailAddress(other) : null;
}

/** Further addresses at which mail reaches the account, and its sign-in name. Members' alone. */
function otherAddresses({ userPrincipalName, userType, proxyAddresses }: User): string[] {
  if (userType === 'Guest') return [];
  const proxies = proxyAddresses.flatMap((proxy) => /^smtp:(.+)$/i.exec(proxy)?.[1] ?? []);
  return [memberName(userPrincipalName) ?? '', ...proxies].flatMap(
    (address) => normalizeMailAddress(address) ?? [],
  );
}

function memberName(userPrincipalName: string | null | undefined): string | undefined {
  return userPrincipalName && !/#ext#/i.test(userPrincipalName) ? userPrincipalName : undefined;
}

/** Which accounts that may be in use each address leads to, and whether it is the own one of each. */
type Owners = ReadonlyMap<string, ReadonlyMap<string, 'own' | 'other'>>;

function ownersOfAddresses(users: readonly User[]): Owners {
  const owners = new Map<string, Map<string, 'own' | 'other'>>();
  for (const user of users.filter(({ accountEnabled }) => accountEnabled !== false)) {
    const own = ownAddress(user);
    for (const address of [...otherAddresses(user), ...(own === null ? [] : [own])]) {
      const accounts = owners.get(address) ?? new Map<string, 'own' | 'other'>();
      owners.set(address, accounts.set(user.id.toLowerCase(), address === own ? 'own' : 'other'));
    }
  }
  return owners;
}

/**
 * An address that leads to two accounts proves neither. Where it is the own one of both, that is
 * seen from the accounts; where it is another one of somebody else, it is left out.
 */
function toAccount(user: User, byAddress: Owners): SourceAccount {
  const address = ownAddress(user);
  const leadsTo = [...(byAddress.get(address ?? '')?.values() ?? [])];
  return {
    accountId: user.id.toLowerCase(),
    address: leadsTo.includes('other') ? null : address,
    name: user.displayName ?? null,
    isActive: user.accountEnabled === true,
  };
}

/** People whose proved addresses lead to one account alone, of which none is its own. */
function linksOf(
  people: AccessRequest['people'],
  byAddress: Owners,
  accounts: readonly SourceAccount[],
): FoundLink[] {
  const ownOf = new Map(accounts.map(({ accountId, address }) => [accountId, address]));
  return [...Map.groupBy(people, ({ personId }) => personId)].flatMap(([personId, proved]) => {
    const addresses = proved.flatMap(({ address }) => normalizeMailAddress(address) ?? []);
    const leads = addresses.flatMap((address) =>
      [...(byAddress.get(address)?.keys() ?? [])].map((accountId) => ({ accountId, address })),
    );
    const [first] = leads;
    if (!first || leads.some(({ accountId }) => accountId !== first.accountId)) return [];
    const isOwn = addresses.some((address) => address === ownOf.get(first.accountId));
    return isOwn ? [] : [{ personId, ...first }];
  });
}
