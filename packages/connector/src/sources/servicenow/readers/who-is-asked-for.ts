import type { Principal } from '../../source-access.ts';
import { kindAndId } from '../access.ts';
import { CRITERION_LISTS, type CriterionList } from './criteria.ts';
import type { Definitions, ListName } from './definitions.ts';

/** What has to be read of people, so that it can be said who all the principals in use are. */
export type AskedFor = {
  /** Lists that criteria in use have, and of these the ones that criteria of denials have. */
  lists: ReadonlySet<CriterionList>;
  deniedBy: ReadonlySet<CriterionList>;
  needsGroups: boolean;
  needsRoles: boolean;
};

const DENYING: readonly ListName[] = ['cannotRead', 'cannotContribute'];

/** @param principals that stand in rules of documents */
export function findAskedFor(
  principals: ReadonlySet<Principal>,
  definitions: Definitions,
): AskedFor {
  const byKind = Map.groupBy([...principals].map(kindAndId), ([kind]) => kind);
  const idsOf = (kind: string) => (byKind.get(kind) ?? []).map(([, id]) => id);
  const bases = idsOf('readers');
  const listed = (names: readonly ListName[]) =>
    bases.flatMap((base) =>
      names.flatMap((name) => definitions.lists[name].byBase.get(base) ?? []),
    );
  const denying = [...idsOf('outside'), ...listed(DENYING)];
  const granting = [...idsOf('criteria'), ...listed(['canRead', 'canContribute'])];
  const deniedBy = listsOf(denying, definitions);
  const lists = listsOf([...denying, ...granting], definitions);
  const isOpenToRoles = bases.some((base) => !definitions.lists.canContribute.byBase.has(base));
  return {
    lists,
    deniedBy,
    needsGroups: lists.has('group') || byKind.has('owners') || byKind.has('group'),
    needsRoles:
      lists.has('role') ||
      byKind.has('role') ||
      (isOpenToRoles && !definitions.properties.blocksOpenBases),
  };
}

function listsOf(ids: readonly string[], { criteria }: Definitions): Set<CriterionList> {
  const used = new Set<CriterionList>();
  for (const id of ids) {
    const criterion = criteria.get(id);
    if (criterion?.kind !== 'lists') continue;
    for (const list of CRITERION_LISTS) if (criterion.lists[list]) used.add(list);
  }
  return used;
}
