import type { Principal, SourceAccount } from '../source-access.ts';
import { UnprovenList } from '../unproven-list.ts';
import type { NamedReaders, ReadRestriction } from './access.ts';

export type SpaceKeys = { id: string; key: string };

/** Somebody as a look-up by address found them. */
export type LookedUp = {
  accountId: string;
  /** A person with an account in use. */
  isActivePerson: boolean;
  /** The address where it is shown. */
  address: string | null;
  name: string;
};

export type SiteAccount = SourceAccount & {
  /** Whether they belong to everybody with an account: guests do not. */
  isLicensed: boolean;
  /** Whether all was told that decides if somebody may sign in by it, in words that are known here. */
  state: 'told' | 'unread' | 'unknown';
};

/** What an edition tells of who may read what, and of people. Each throws `SourceError`. */
export type AccessClient = {
  /** Whether the site takes the caller for nobody in particular. */
  isAnonymous: () => Promise<boolean>;
  /** Who may use the site at all; null where everybody with an active account may. */
  readSiteReaders: () => Promise<NamedReaders | null>;
  readSpaceReaders: (space: SpaceKeys) => Promise<NamedReaders>;
  /** What each item in a space restricts itself, by ids; what is not told whole is missing. */
  listRestrictions: (space: SpaceKeys) => AsyncIterable<ReadonlyMap<string, ReadRestriction>>;
  listPeople: () => AsyncIterable<readonly SiteAccount[]>;
  /** Members of a group, page by page; ends only where the list does. */
  listMembers: (groupId: string) => AsyncIterable<readonly Principal[]>;
  /** Finds accounts by an address that they may hide (Cloud). */
  lookUp?: (address: string) => Promise<LookedUp[]>;
  /** Which of some addresses somebody has who may use the site, be they hidden or not (Cloud). */
  withAccess?: (addresses: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** Somebody without an id may be the second account of an address: nothing counts of a list of people then. */
export function requireId(id: string | null | undefined): string {
  if (!id) throw new UnprovenList('Confluence lists an account without its id.');
  return id;
}

/** What is told by words, of which each has to be one of those that are known. */
export function stateOf(
  ...told: readonly [word: string | null | undefined, known: readonly string[]][]
): SiteAccount['state'] {
  if (told.some(([word, known]) => word && !known.includes(word))) return 'unknown';
  return told.every(([word]) => word) ? 'told' : 'unread';
}
