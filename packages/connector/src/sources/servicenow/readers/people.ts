import { normalizeMailAddress } from '@rita/contracts';
import type { SourceAccount } from '../../source-access.ts';
import { emptyIn, findHiddenFields } from '../hidden-fields.ts';
import { cell, isGiven, type Row, type TableClient } from '../table-client.ts';
import { readWholeTable, type WholeTable } from '../whole-table.ts';
import { type Match, UNKNOWN } from './criteria.ts';
import { findProvenAddresses } from './proven-addresses.ts';

const TABLE = 'sys_user';
/** Where somebody belongs, and the table whose records stand in that field. */
export const PLACES = {
  company: 'core_company',
  department: 'cmn_department',
  location: 'cmn_location',
} as const;
export type Place = keyof typeof PLACES;
const PLACE_NAMES = Object.keys(PLACES) as Place[];
export const USER_FIELDS = [
  ...['name', 'email', 'active', 'locked_out', 'web_service_access_only'],
  ...PLACE_NAMES,
];

export type People = {
  accounts: SourceAccount[];
  /** Ids of those who may sign in; nobody else is in any group. */
  active: ReadonlySet<string>;
  /** Who is in one of some places, which are `within` wider ones or `undefined` if that is not known. */
  matchPlace: (
    place: Place,
    ids: ReadonlySet<string>,
    within: ReadonlySet<string> | undefined,
  ) => Match;
  lack?: NonNullable<WholeTable['lack']>;
};

/**
 * @param places those that any criterion asks for
 * @param addresses those that people of the organization proved
 */
export async function readPeople(
  client: TableClient,
  { places, addresses }: { places: readonly Place[]; addresses: readonly string[] },
): Promise<People> {
  const { rows, lack } = await readUsers(client);
  const proven = lack ? await findProvenAddresses(client, rows, addresses) : undefined;
  const doubtful = new Set(rows.filter(isDoubtful).map(addressOf));
  const isAlone = (address: string) => !doubtful.has(address) && (proven?.has(address) ?? true);
  const users = rows.filter(maySignIn);
  const fields = users.length > 0 ? emptyIn(users, places) : [];
  const asked = { table: TABLE, query: 'active=true', fields };
  const hidden = await findHiddenFields(client, asked);
  const told = lack ?? (hidden.size > 0 ? 'short' : undefined);
  return {
    accounts: rows.map((row) => toAccount(row, isAlone)),
    active: new Set(users.map((row) => cell(row, 'sys_id'))),
    matchPlace: (place, ids, within) => {
      if (hidden.has(place)) return UNKNOWN;
      return matchPlace(users, place, { ids, within });
    },
    ...(told ? { lack: told } : {}),
  };
}

/** Accounts without their address are as good as hidden: any address may be theirs. */
async function readUsers(client: TableClient): Promise<Pick<WholeTable, 'rows' | 'lack'>> {
  const { rows, lack } = await readWholeTable(client, { table: TABLE, fields: USER_FIELDS });
  const isKnown = rows.every((row) => isGiven(row, 'email'));
  const told = lack ?? (isKnown ? undefined : 'short');
  return told ? { rows, lack: told } : { rows };
}

const CLOSING = ['locked_out', 'web_service_access_only'] as const;

/** What is not said counts against: a field that access rules hide says nothing. */
function maySignIn(row: Row): boolean {
  const isOpen = CLOSING.every((field) => cell(row, field) === 'false');
  return cell(row, 'active') === 'true' && isOpen;
}

/** Whether nobody can know if this account is one that may sign in. */
function isDoubtful(row: Row): boolean {
  const isShut = cell(row, 'active') === 'false' || CLOSING.some((it) => cell(row, it) === 'true');
  return !isShut && !maySignIn(row);
}

function addressOf(row: Row): string | null {
  return normalizeMailAddress(cell(row, 'email'));
}

/** @param isAlone whether no other account may have the address, which else would prove nothing */
function toAccount(row: Row, isAlone: (address: string) => boolean): SourceAccount {
  const address = addressOf(row);
  return {
    accountId: cell(row, 'sys_id'),
    address: address !== null && isAlone(address) ? address : null,
    name: cell(row, 'name') || null,
    isActive: maySignIn(row),
  };
}

function matchPlace(
  users: readonly Row[],
  place: Place,
  { ids, within }: { ids: ReadonlySet<string>; within: ReadonlySet<string> | undefined },
): Match {
  const sure = new Set<string>();
  const maybe = new Set<string>();
  for (const row of users) {
    const own = cell(row, place);
    const id = cell(row, 'sys_id');
    if (ids.has(own)) sure.add(id);
    if (!isGiven(row, place) || within?.has(own)) maybe.add(id);
  }
  return within === undefined ? { sure, maybe: 'everybody' } : { sure, maybe };
}

/** Addresses that several active accounts have, so that they lead to none of them. */
export function countSharedAddresses(accounts: readonly SourceAccount[]): number {
  const active = accounts.filter(({ isActive, address }) => isActive && address !== null);
  const byAddress = Map.groupBy(active, ({ address }) => address);
  return [...byAddress.values()].filter((some) => some.length > 1).length;
}
