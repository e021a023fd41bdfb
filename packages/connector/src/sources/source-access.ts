/**
 * Who or what a source can grant to, as `<kind>:<the source's own id>`; an id of one connection.
 * Never a name: names are given twice, and given anew.
 */
export type Principal = string;

/** The account of a person at the source. */
export function accountPrincipal(accountId: string): Principal {
  return `user:${accountId}`;
}

/** A group of the source's own, by its id there. */
export function groupPrincipal(groupId: string): Principal {
  return `group:${groupId}`;
}

/** One principal of a layer; `until` (ISO 8601) is when the source lets the grant expire. */
export type Grant = { principal: Principal; until?: string };

/** Why nobody may find a document. */
export const NOBODY_REASONS = [
  'not_read',
  'refused',
  'incomplete',
  'unknown_principal',
  'nobody_named',
  'not_mirrored',
  'not_met',
] as const;
/**
 * - `not_read`: its permissions were not looked at yet
 * - `refused`: the account of the connection may not see them
 * - `incomplete`: the source cut the list, or answered only a part
 * - `unknown_principal`: they name only principals of a kind that this version does not know
 * - `nobody_named`: the source itself lets nobody read it who could be matched
 * - `not_mirrored`: they follow rules that cannot be evaluated outside of the source
 * - `not_met`: the source no longer shows it to the account of the connection
 */
export type NobodyReason = (typeof NOBODY_REASONS)[number];

/**
 * Who may read a document, as its source says.
 *
 * A `rule` is an AND of layers (site, space, each restricted page above …), each an OR of
 * principals, minus a denied set. What could not be resolved adds nothing to a layer; in `deny` it
 * denies everybody (`isDenyComplete: false`). No layer, or one without a principal, is nobody:
 * "no restriction" is said by leaving the layer out, or by another kind.
 */
export type SourceAccess =
  | { kind: 'nobody'; reason: NobodyReason }
  | { kind: 'rule'; layers: readonly (readonly Grant[])[]; deny?: Denial }
  /** Everybody with an active account at the source. */
  | { kind: 'members_of_source' }
  /** Everybody in the organization, known to the source or not. */
  | { kind: 'public' };

export type Denial = { principals: readonly Principal[]; isComplete: boolean };

/** A person as the source knows them. */
export type SourceAccount = {
  accountId: string;
  /** The mail address where the source shows it. */
  address: string | null;
  name: string | null;
  /** Inactive, closed and technical accounts match nobody. */
  isActive: boolean;
};

/** An account of which not all was told, or not this time; an address that it shows is its own all the same. */
export type UnreadAccount = Pick<SourceAccount, 'accountId' | 'address'> & {
  /** Something was told that is not known here: it lets nobody in, whatever is stored of it. */
  isUnknown?: boolean;
};

/** Principals that belong to a group or a class, one part of the list or all of it. */
export type SourceGroup = {
  /** `group:…`, `class:…`, `role:…`: as grants name it. */
  principal: Principal;
  name: string | null;
  members: readonly Principal[];
  /** Whether the list ended with proof; only then does it replace the one that is stored. */
  isLast: boolean;
};

/** An account that was found for a person of the organization by other means than its address. */
export type FoundLink = { personId: string; accountId: string; address: string };

/** Something that people should know about how permissions were read; counts and names, no titles. */
export type AccessFinding = { code: string; count: number; detail?: string };

/** One step of reading who may read what. Stored with its checkpoint in one transaction. */
export type AccessPage = {
  accounts?: readonly SourceAccount[];
  /** As with groups: what is stored of them stays until it is too old. Whoever is new is nobody so far. */
  unreadAccounts?: readonly UnreadAccount[];
  groups?: readonly SourceGroup[];
  /** Look-ups that failed and may pass: what is stored stays until it is too old. */
  unreadGroups?: readonly Principal[];
  links?: readonly FoundLink[];
  /** People whose look-up failed and may pass: the account that was found for them stays, as with groups. */
  unreadLinks?: readonly string[];
  documents?: readonly { externalId: string; access: SourceAccess }[];
  /** As with groups: the rules that are stored stay until they are too old. */
  unreadDocuments?: readonly string[];
  /** What the source says has not changed since it was read: the rules that are stored are right. */
  unchangedDocuments?: readonly string[];
  findings?: readonly AccessFinding[];
  /** Where a reading that is broken off goes on, with groups from their first member; null: from its beginning. */
  checkpoint: Record<string, unknown> | null;
  total?: number;
  phase?: string;
  /** On the last page: what of it all was read to a proven end. What was not is kept as it was. */
  end?: AccessEnd;
};

export type AccessEnd = {
  people: boolean;
  documents: boolean;
  /** Where the next reading can begin to ask for changes; JSON, opaque to everybody but the driver. */
  cursor?: Record<string, unknown> | null;
};

/** What a driver is told when it reads who may read what. */
export type AccessRequest = {
  checkpoint: Record<string, unknown> | null;
  /**
   * What the last reading that completed left in its `end`; null at first, and after the settings
   * or the credentials changed.
   */
  cursor: Record<string, unknown> | null;
  /** People of the organization and the addresses they proved, for sources that hide addresses. */
  people: readonly { personId: string; address: string }[];
  /**
   * What is stored, `limit` at a time in the order of the ids, after `after` (at first `''`). What is
   * not `isRead` has no rule that a reading or a sync found out, or one that could not be read again: it
   * may not be told of as unchanged.
   */
  knownDocuments: (
    after: string,
    limit: number,
  ) => Promise<{ externalId: string; isRead: boolean }[]>;
};
