import { idsOf } from '../access.ts';
import { cell, isGiven, type Row } from '../table-client.ts';
import { type AccountIds, inAny, inBoth } from './account-sets.ts';

/** What a criterion may ask for, each by a list of ids. */
export const CRITERION_LISTS = [
  'user',
  'group',
  'role',
  'company',
  'department',
  'location',
] as const;
export type CriterionList = (typeof CRITERION_LISTS)[number];
const SWITCHES = ['active', 'advanced', 'match_all'] as const;
export const CRITERION_FIELDS = ['name', ...CRITERION_LISTS, ...SWITCHES];

/**
 * - `lists`: what it asks for, of which one or all have to be met
 * - `inactive`: it is as if it were not there
 * - `scripted`, `empty`, `unreadable`: whom it matches cannot be known outside of the instance
 */
export type Criterion = { name: string } & (
  | {
      kind: 'lists';
      lists: Partial<Record<CriterionList, readonly string[]>>;
      mustMeetAll: boolean;
    }
  | { kind: 'inactive' | 'scripted' | 'empty' | 'unreadable' }
);

/** @param hidden fields that access rules empty: then no criterion says what it seems to say */
export function toCriterion(row: Row, hidden: ReadonlySet<string>): Criterion {
  const name = cell(row, 'name');
  const isKnown =
    CRITERION_LISTS.every((field) => isGiven(row, field) && !hidden.has(field)) &&
    SWITCHES.every((field) => /^(true|false)$/.test(cell(row, field)));
  if (!isKnown) return { name, kind: 'unreadable' };
  if (cell(row, 'active') === 'false') return { name, kind: 'inactive' };
  if (cell(row, 'advanced') === 'true') return { name, kind: 'scripted' };
  const filled = CRITERION_LISTS.map((field) => [field, idsOf(row, field)] as const).filter(
    ([, ids]) => ids.length > 0,
  );
  if (filled.length === 0) return { name, kind: 'empty' };
  const mustMeetAll = cell(row, 'match_all') === 'true';
  return { name, kind: 'lists', lists: Object.fromEntries(filled), mustMeetAll };
}

/**
 * Of some people, who belong for certain, and who might. Grants go by `sure`, denials by `maybe`, so
 * that whatever is not known closes.
 */
export type Match = { sure: AccountIds; maybe: AccountIds | 'everybody' };

export const UNKNOWN: Match = { sure: new Set(), maybe: 'everybody' };
export const NOBODY: Match = { sure: new Set(), maybe: new Set() };

export function anyOf(matches: readonly Match[]): Match {
  const maybe = matches.map((match) => match.maybe);
  const known = maybe.filter((ids) => ids !== 'everybody');
  return {
    sure: inAny(matches.map(({ sure }) => sure)),
    maybe: known.length < maybe.length ? 'everybody' : inAny(known),
  };
}

/** Of none at all that is nobody for certain: an empty AND would be true of everybody. */
export function allOf(matches: readonly Match[]): Match {
  if (matches.length === 0) return UNKNOWN;
  return matches.reduce((all, next) => ({
    sure: inBoth(all.sure, next.sure),
    maybe:
      all.maybe === 'everybody' || next.maybe === 'everybody'
        ? narrower(all.maybe, next.maybe)
        : inBoth(all.maybe, next.maybe),
  }));
}

function narrower(one: Match['maybe'], other: Match['maybe']): Match['maybe'] {
  return one === 'everybody' ? other : one;
}

/** Whom a criterion matches; a missing one is unknown, for it may merely be hidden. */
export function matchCriterion(
  criterion: Criterion | undefined,
  matchList: (list: CriterionList, ids: readonly string[]) => Match,
): Match {
  if (criterion === undefined) return UNKNOWN;
  if (criterion.kind === 'inactive') return NOBODY;
  if (criterion.kind !== 'lists') return UNKNOWN;
  const matches = CRITERION_LISTS.flatMap((list) => {
    const ids = criterion.lists[list];
    return ids === undefined ? [] : [matchList(list, ids)];
  });
  return criterion.mustMeetAll ? allOf(matches) : anyOf(matches);
}
