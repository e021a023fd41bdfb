import type { Principal, SourceAccount } from '../source-access.ts';
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
};
