import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Principal, SourceGroup } from '../../source-access.ts';
import type { DerivedGroup } from './derive-groups.ts';
import { peoplePages, throughCohorts } from './people-pages.ts';

const derived = (principal: Principal, members: Iterable<string>): DerivedGroup => ({
  principal,
  name: principal,
  members: new Set(members),
});
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

/** Every account in a group, be it through another one. */
function accountsIn(groups: readonly SourceGroup[], principal: Principal): Set<string> {
  const members = groups
    .filter((group) => group.principal === principal)
    .flatMap((one) => one.members);
  const accounts = members.flatMap((member) =>
    member.startsWith('user:') ? [member.slice(5)] : [...accountsIn(groups, member)],
  );
  return new Set(accounts);
}

it('cohorts hold exactly the people who are in the groups', () => {
  const groups = fc.uniqueArray(
    fc.record({
      principal: fc.constantFrom('criteria:a', 'outside:a', 'readers:b', 'role:c', 'unroled:b'),
      members: fc.uniqueArray(fc.constantFrom(...numbers(12))),
    }),
    { selector: ({ principal }) => principal },
  );
  const property = fc.property(groups, (some) => {
    const all = throughCohorts(some.map(({ principal, members }) => derived(principal, members)));
    for (const { principal, members } of some) {
      expect(accountsIn(all, principal)).toEqual(new Set(members));
    }
  });
  fc.assert(property, { numRuns: 1_000 });
});

it('a hundred thousand people in ten groups are a hundred thousand memberships, in small pages', () => {
  const people = numbers(100_000);
  const groups = numbers(10).map((number) => derived(`criteria:${number}`, people));
  const accounts = people.map((accountId) => ({
    accountId,
    address: null,
    name: null,
    isActive: true,
  }));
  const pages = [...peoplePages(accounts, [...groups, derived('group:big', people)])];
  const stored = pages.flatMap((page) => page.groups ?? []);
  const memberships = (all: readonly SourceGroup[]) =>
    all.reduce((sum, { members }) => sum + members.length, 0);
  expect(memberships(stored.filter(({ principal }) => principal !== 'group:big'))).toBe(100_010);
  for (const page of pages) {
    expect((page.accounts?.length ?? 0) + memberships(page.groups ?? [])).toBeLessThanOrEqual(
      5_000,
    );
  }
  expect(accountsIn(stored, 'criteria:3').size).toBe(100_000);
});

it('what rules ask for together begins to count together, with the last page', () => {
  const groups = [derived('criteria:a', ['1', '2', '3']), derived('outside:b', ['2', '3', '4'])];
  const pages = [...peoplePages([], [...groups, derived('owners:b/g', ['9'])])];
  const complete = pages.map((page) =>
    (page.groups ?? []).filter(({ isLast }) => isLast).map(({ principal }) => principal),
  );
  expect(complete.slice(0, -1).flat()).toEqual(['owners:b/g']);
  expect(complete.at(-1)).toEqual(expect.arrayContaining(['criteria:a', 'outside:b']));
  // A group without anybody in it is said as well: it replaces one that had people.
  const empty = [...peoplePages([], [derived('criteria:a', [])])].at(-1)?.groups;
  expect(empty).toEqual([
    { principal: 'criteria:a', name: 'criteria:a', members: [], isLast: true },
  ]);
});
