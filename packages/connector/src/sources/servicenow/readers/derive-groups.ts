import type { Principal } from '../../source-access.ts';
import { kindAndId, type PrincipalKind } from '../access.ts';
import { type AccountIds, inAny, inBoth, without } from './account-sets.ts';
import { type BaseReaders, baseReaders, isByCriteria } from './base-readers.ts';
import { matchCriterion } from './criteria.ts';
import type { Definitions } from './definitions.ts';
import type { Directory } from './directory.ts';

/** A principal that rules name, and the accounts that are it. */
export type DerivedGroup = {
  principal: Principal;
  /** For display only. */
  name: string | null;
  members: AccountIds;
};

/**
 * Says of each principal in use who it is. Whatever is not known for certain makes a group smaller:
 * every one of them lets people in, none keeps them out.
 */
export function deriveGroups(
  principals: Iterable<Principal>,
  definitions: Definitions,
  directory: Directory,
): DerivedGroup[] {
  const derive = derivers(definitions, directory);
  const isKind = (kind: string): kind is PrincipalKind => Object.hasOwn(derive, kind);
  return [...principals].toSorted().flatMap((principal) => {
    const [kind, id] = kindAndId(principal);
    if (!isKind(kind)) return [];
    const { name, members } = derive[kind](id);
    return { principal, name, members: inBoth(directory.people.active, members) };
  });
}

type Derive = (id: string) => Omit<DerivedGroup, 'principal'>;

function derivers(definitions: Definitions, directory: Directory): Record<PrincipalKind, Derive> {
  const { properties, bases, criteria } = definitions;
  const { groups, roles, people } = directory;
  const match = remembered((id) => matchCriterion(criteria.get(id), directory.matchList));
  const given = { match, people: people.active, withRole: roles.any };
  const of = remembered((id) => baseReaders(id, definitions, given));
  const criterion = (id: string) => criteria.get(id)?.name || id;
  const ofBase =
    (words: string, members: (readers: BaseReaders) => AccountIds): Derive =>
    (id) => ({ name: `${words} of ${bases.get(id)?.title || id}`, members: members(of(id)) });
  const privilegedOf = ofBase('Owner and managers', ({ privileged }) => privileged);
  const contributorsOf = ofBase(
    'Owner, managers and contributors',
    ({ privileged, contributors }) => inAny([privileged, contributors]),
  );
  const readersOf = ofBase('Readers', ({ readers }) => readers);
  const everyReaderOf = ofBase('Readers', ({ privileged, readers }) =>
    inAny([privileged, readers]),
  );
  return {
    criteria: (id) => ({ name: criterion(id), members: match(id).sure }),
    outside: (id) => ({
      name: `Not: ${criterion(id)}`,
      members: without(people.active, match(id).maybe),
    }),
    readers: readersOf,
    privileged: privilegedOf,
    regardless: properties.bindsContributors ? privilegedOf : contributorsOf,
    unroled: properties.countsRoles ? contributorsOf : everyReaderOf,
    owners: (id) => {
      const [base = '', group = ''] = id.split('/');
      const counts = properties.countsOwners && isByCriteria(base, definitions);
      const members = counts ? groups.match([group]).sure : new Set<string>();
      return { name: groups.names.get(group) || group, members };
    },
    role: (name) => ({ name, members: roles.named(name) }),
    group: (id) => ({ name: groups.names.get(id) || id, members: groups.match([id]).sure }),
  };
}

function remembered<Value>(work: (id: string) => Value): (id: string) => Value {
  const known = new Map<string, Value>();
  return (id) => {
    const found = known.get(id) ?? work(id);
    known.set(id, found);
    return found;
  };
}
