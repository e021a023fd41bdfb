import { type AccountIds, inAny, without } from './account-sets.ts';
import { anyOf, type Match } from './criteria.ts';
import type { Definitions, ListName } from './definitions.ts';

/** Accounts by what they may do with a knowledge base. */
export type BaseReaders = {
  /** Its owner and managers. */
  privileged: AccountIds;
  /** May contribute to it, which is also to read it. */
  contributors: AccountIds;
  /** May read it, be it as contributors. */
  readers: AccountIds;
};

const NOBODY: BaseReaders = { privileged: new Set(), contributors: new Set(), readers: new Set() };

/**
 * Who may contribute to a base and who may read it. “Cannot” goes before “can”, and whoever cannot
 * read a base is not let in as a contributor either, which ServiceNow’s manual leaves open. A list
 * that may be longer than it looks is not taken for empty. Bases that go by older rules, or are not
 * shown, are nobody’s.
 * @param given whom a criterion matches; the people, and those of them with any role
 */
export function baseReaders(
  base: string,
  { properties, bases, lists }: Definitions,
  given: {
    match: (criterion: string) => Match;
    people: AccountIds;
    withRole: AccountIds;
  },
): BaseReaders {
  if (!isByCriteria(base, { properties, bases })) return NOBODY;
  const matching = (name: ListName): Match =>
    anyOf((lists[name].byBase.get(base) ?? []).map(given.match));
  const isEmpty = (name: ListName) => lists[name].isComplete && !lists[name].byBase.has(base);
  const denied = (name: ListName) => (lists[name].isComplete ? matching(name).maybe : 'everybody');
  const letIn = (name: ListName, otherwise: AccountIds) =>
    isEmpty(name) && !properties.blocksOpenBases ? otherwise : matching(name).sure;
  const cannotRead = denied('cannotRead');
  const contributors = without(
    without(letIn('canContribute', given.withRole), denied('cannotContribute')),
    cannotRead,
  );
  const readers = without(letIn('canRead', given.people), cannotRead);
  return {
    privileged: new Set(bases.get(base)?.privileged),
    contributors,
    readers: inAny([contributors, readers]),
  };
}

/** Whether a base goes by user criteria; what is not shown does not. */
export function isByCriteria(
  base: string,
  { properties, bases }: Pick<Definitions, 'properties' | 'bases'>,
): boolean {
  const known = bases.get(base);
  return known !== undefined && (!properties.hasLegacyBases || known.version === '3');
}
