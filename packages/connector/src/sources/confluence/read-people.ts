import { normalizeMailAddress } from '@rita/contracts';
import { inChunks, readAhead } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import {
  type AccessPage,
  type AccessRequest,
  accountPrincipal,
  type Principal,
  type SourceAccount,
  type SourceGroup,
  type UnreadAccount,
} from '../source-access.ts';
import { count, isRefusal, LICENSED, type Tallies } from './access.ts';
import type { SiteAccount } from './access-client.ts';
import type { ConfluenceClient } from './client.ts';
import { findLinks } from './find-links.ts';
import { itsOwn } from './its-own.ts';

/** Accounts, and members of a group, of which one page tells. */
const STEP = 1_000;
const GROUPS_AHEAD = 4;
const GROUP = 'group:';

type PeopleReading = {
  client: ConfluenceClient;
  people: AccessRequest['people'];
  signal: AbortSignal;
  tallies: Tallies;
};

/**
 * Everybody with an account, and who of them the people of the organization are. Nothing of a list
 * that is not whole counts: an address that seems to be one person’s may be two people’s.
 * @returns whether all people were read
 */
export async function* readPeople(
  reading: PeopleReading,
): AsyncGenerator<Omit<AccessPage, 'checkpoint'>, boolean> {
  const { client, tallies } = reading;
  const accounts = new Map<string, SiteAccount>();
  try {
    for await (const some of client.access.listPeople()) {
      for (const account of some) accounts.set(account.accountId, account);
    }
  } catch (thrown) {
    const error = await itsOwn(client, thrown);
    if (!failsAlone(error)) throw error;
    count(tallies, isRefusal(error) ? 'people_refused' : 'people_unread');
    yield { unreadGroups: [LICENSED], phase: 'People' };
    return false;
  }
  const found = await findLinks(reading, accounts);
  countAddresses([...accounts.values()], tallies);
  for (const some of inChunks([...accounts.values()], STEP)) {
    const told = some.filter(isTold);
    const others = some.filter((one) => !isTold(one));
    count(tallies, 'accounts_unread', others.length);
    const unreadAccounts = others.map(asUnread);
    yield { accounts: told.map(asAccount), unreadAccounts, phase: 'People' };
  }
  const everybody = [...accounts.values()]
    .filter((one) => one.isActive && isTold(one) && one.isLicensed)
    .map(({ accountId }) => accountPrincipal(accountId));
  for (const group of inParts(LICENSED, everybody)) yield { groups: [group], phase: 'People' };
  yield found;
  return true;
}

const isTold = ({ state }: SiteAccount) => state === 'told';

function asAccount({ isLicensed: _, state: __, ...account }: SiteAccount): SourceAccount {
  return account;
}

function asUnread({ accountId, address, state }: SiteAccount): UnreadAccount {
  return { accountId, address, isUnknown: state === 'unknown' };
}

/** In words for people it is told how many cannot be known by their addresses. */
function countAddresses(accounts: readonly SiteAccount[], tallies: Tallies): void {
  const owners = new Map<string, number>();
  for (const { address, isActive, state } of accounts) {
    const own = address === null ? null : normalizeMailAddress(address);
    if (isActive && own === null) count(tallies, 'addresses_hidden');
    else if ((isActive || state !== 'told') && own !== null)
      owners.set(own, (owners.get(own) ?? 0) + 1);
  }
  count(tallies, 'addresses_shared', [...owners.values()].filter((number) => number > 1).length);
}

/** The members of the groups among `named`. */
export async function* readGroups(
  { client, signal, tallies }: PeopleReading,
  named: Iterable<Principal>,
): AsyncGenerator<Omit<AccessPage, 'checkpoint'>> {
  const groups = [...new Set(named)].filter((principal) => principal.startsWith(GROUP));
  const read = readAhead(groups, GROUPS_AHEAD, async (principal) => {
    signal.throwIfAborted();
    return readGroup(client, principal, tallies);
  });
  for await (const group of read) {
    if ('unread' in group) yield { unreadGroups: [group.unread], phase: 'Groups' };
    else for (const part of group.parts) yield { groups: [part], phase: 'Groups' };
  }
}

/** A group that is gone or out of sight has nobody in it; one that fails keeps whom it had. */
async function readGroup(
  client: ConfluenceClient,
  principal: Principal,
  tallies: Tallies,
): Promise<{ parts: SourceGroup[] } | { unread: Principal }> {
  const members = new Set<Principal>();
  try {
    const list = client.access.listMembers(principal.slice(GROUP.length));
    for await (const some of list) for (const member of some) members.add(member);
    return { parts: inParts(principal, [...members]) };
  } catch (thrown) {
    const error = await itsOwn(client, thrown);
    if (!failsAlone(error)) throw error;
    if (!isRefusal(error)) {
      count(tallies, 'groups_unread');
      return { unread: principal };
    }
    count(tallies, error.code === 'not_found' ? 'groups_gone' : 'groups_refused');
    return { parts: inParts(principal, []) };
  }
}

function inParts(principal: Principal, members: readonly Principal[]): SourceGroup[] {
  const chunks = members.length === 0 ? [[]] : inChunks(members, STEP);
  const name = principal === LICENSED ? 'Everybody with a licence' : null;
  return chunks.map((some, at) => ({
    principal,
    name,
    members: some,
    isLast: at === chunks.length - 1,
  }));
}
