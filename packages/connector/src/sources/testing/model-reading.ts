import { normalizeMailAddress } from '@rita/contracts';
import type { AccessPage, Principal, SourceAccess } from '../source-access.ts';

type Account = {
  address: string | null;
  isActive: boolean;
  generation: number;
  /** Whether a whole list told of it, in full. */
  isProven: boolean;
  isUnread: boolean;
};
type Group = { members: ReadonlySet<Principal>; generation: number; isUnread: boolean };

/** What a connector would have of one connection. */
export type ModelStore = {
  documents: Map<string, SourceAccess>;
  accounts: Map<string, Account>;
  groups: Map<Principal, Group>;
  links: Map<string, { accountId: string; address: string; generation: number }>;
};

/** Takes the pages of one reading. @param next gives the number of another one */
export function createModelReading({
  documents,
  accounts,
  groups,
  links,
  next,
}: ModelStore & { next: () => number }) {
  let generation = next();
  const parts = new Map<Principal, Set<Principal>>();
  const met = new Set<string>();
  const takeAccounts = (page: AccessPage) => {
    for (const { accountId, address: shown, isActive } of page.accounts ?? []) {
      const address = shown === null ? null : normalizeMailAddress(shown);
      const before = accounts.get(accountId);
      const isProven =
        before?.isProven === true &&
        (before.isActive || !isActive) &&
        (address === null || address === before.address);
      accounts.set(accountId, { address, isActive, generation, isProven, isUnread: false });
    }
    for (const { accountId, address: shown, isUnknown } of page.unreadAccounts ?? []) {
      const address = shown === null ? null : normalizeMailAddress(shown);
      const before = accounts.get(accountId) ?? { address: null, isActive: true, isProven: false };
      const isSame = address === null || address === before.address;
      const isProven = before.isProven && isSame && !isUnknown;
      const now = { generation, isProven, isUnread: true };
      accounts.set(accountId, { ...before, address: address ?? before.address, ...now });
    }
  };
  const takePeople = (page: AccessPage) => {
    takeAccounts(page);
    for (const { principal, members, isLast } of page.groups ?? []) {
      const whole = parts.get(principal) ?? new Set();
      for (const member of members) whole.add(member);
      parts.set(principal, whole);
      if (isLast) groups.set(principal, { members: whole, generation, isUnread: false });
    }
    for (const principal of page.unreadGroups ?? []) {
      const group = groups.get(principal);
      if (group) group.isUnread = true;
    }
    for (const { personId, accountId, address } of page.links ?? []) {
      links.set(personId, { accountId, address, generation });
    }
    for (const personId of page.unreadLinks ?? []) {
      const link = links.get(personId);
      if (link) link.generation = generation;
    }
  };
  return {
    /** After it was broken off. */
    takeUp: ({ isAnew }: { isAnew: boolean }) => {
      parts.clear();
      if (!isAnew) return;
      generation = next();
      met.clear();
    },
    take: (page: AccessPage) => {
      takePeople(page);
      for (const { externalId, access } of page.documents ?? []) {
        if (documents.has(externalId)) documents.set(externalId, access);
        met.add(externalId);
      }
      for (const id of [...(page.unreadDocuments ?? []), ...(page.unchangedDocuments ?? [])]) {
        met.add(id);
      }
    },
    finish: (end: NonNullable<AccessPage['end']>) => {
      if (end.people) {
        for (const [id, one] of accounts) {
          if (one.generation < generation) accounts.delete(id);
          else if (!one.isUnread) one.isProven = true;
        }
        for (const [id, { generation: of, isUnread }] of groups) {
          if (of < generation && !isUnread) groups.delete(id);
        }
        for (const [id, one] of links) if (one.generation < generation) links.delete(id);
      }
      if (end.documents) {
        const unmet = [...documents.keys()].filter((id) => !met.has(id));
        for (const id of unmet) documents.set(id, { kind: 'nobody', reason: 'not_met' });
      }
      return end.cursor;
    },
  };
}
