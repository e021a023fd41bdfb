import { createHash } from 'node:crypto';
import { inChunks } from '../../batches.ts';
import {
  type AccessPage,
  accountPrincipal,
  type Principal,
  type SourceAccount,
  type SourceGroup,
} from '../../source-access.ts';
import { kindAndId } from '../access.ts';
import type { DerivedGroup } from './derive-groups.ts';

/** Memberships, or accounts, that one page brings, which is stored in one transaction. */
const MOST_IN_ONE_PAGE = 5_000;

/**
 * Accounts, and then who is in which group. What a rule may ask for in several layers begins to
 * count with the last page, all of it at once: nobody is looked at half as who they were and half
 * as who they are.
 */
export function* peoplePages(
  accounts: readonly SourceAccount[],
  derived: readonly DerivedGroup[],
): Iterable<AccessPage> {
  for (const some of inChunks(accounts, MOST_IN_ONE_PAGE)) {
    yield { accounts: some, checkpoint: null };
  }
  const standAlone = derived.filter(({ principal }) => standsAlone(principal)).map(asItIs);
  const together = throughCohorts(derived.filter(({ principal }) => !standsAlone(principal)));
  const parts = [
    ...standAlone.flatMap((group) => inParts(group, true)),
    ...together.flatMap((group) => inParts(group, false)),
  ];
  for (const groups of packed(parts)) yield { groups, checkpoint: null };
  yield { groups: together.map((group) => ({ ...group, members: [] })), checkpoint: null };
}

/** Groups of the instance itself, each of which is enough for whatever names it. */
function standsAlone(principal: Principal): boolean {
  return ['group', 'owners'].includes(kindAndId(principal)[0]);
}

function asItIs({ principal, name, members }: DerivedGroup): SourceGroup {
  return { principal, name, members: [...members].map(accountPrincipal), isLast: true };
}

/**
 * The same groups with fewer memberships: people who are in exactly the same groups are put into a
 * group of their own, and that one into the others. Of fifty thousand people in ten groups each
 * that leaves some fifty thousand rows instead of half a million.
 */
export function throughCohorts(derived: readonly DerivedGroup[]): SourceGroup[] {
  const principalsOf = new Map<string, Principal[]>();
  for (const { principal, members } of derived) {
    for (const id of members) principalsOf.set(id, [...(principalsOf.get(id) ?? []), principal]);
  }
  const cohorts: SourceGroup[] = [];
  const membersOf = new Map<Principal, Principal[]>(derived.map((one) => [one.principal, []]));
  const alike = Map.groupBy(principalsOf, ([, principals]) => JSON.stringify(principals));
  for (const [text, some] of alike) {
    const principals = some[0]?.[1] ?? [];
    const accounts = some.map(([id]) => accountPrincipal(id));
    const isWorthIt = accounts.length * principals.length > accounts.length + principals.length;
    const cohort = { principal: cohortOf(text), name: null, members: accounts, isLast: true };
    if (isWorthIt) cohorts.push(cohort);
    const members = isWorthIt ? [cohort.principal] : accounts;
    for (const principal of principals) {
      for (const member of members) membersOf.get(principal)?.push(member);
    }
  }
  const groups = derived.map(({ principal, name }) => ({
    principal,
    name,
    members: membersOf.get(principal) ?? [],
    isLast: true,
  }));
  return [...cohorts, ...groups];
}

/** Named by what its people are in, so that other people are never in the same one. */
function cohortOf(principals: string): Principal {
  return `cohort:${createHash('sha256').update(principals).digest('base64url').slice(0, 22)}`;
}

/** @param ends whether the last part completes the group */
function inParts(group: SourceGroup, ends: boolean): SourceGroup[] {
  const parts = inChunks(group.members, MOST_IN_ONE_PAGE);
  const last = Math.max(1, parts.length) - 1;
  return Array.from({ length: last + 1 }, (_, index) => ({
    ...group,
    members: parts[index] ?? [],
    isLast: ends && index === last,
  }));
}

/** Puts parts of groups together until a page is full. */
function packed(parts: readonly SourceGroup[]): SourceGroup[][] {
  const pages: SourceGroup[][] = [];
  let room = 0;
  for (const part of parts) {
    const size = part.members.length + 1;
    if (size > room) {
      pages.push([]);
      room = MOST_IN_ONE_PAGE + 1;
    }
    pages.at(-1)?.push(part);
    room -= size;
  }
  return pages;
}
