import type { TableClient } from '../table-client.ts';
import type { CriterionList, Match } from './criteria.ts';
import type { OnLack } from './definitions.ts';
import { FLAT, type Hierarchy, readHierarchy } from './hierarchies.ts';
import {
  GROUPS_NOT_READ,
  type Memberships,
  ROLES_NOT_READ,
  type RoleHolders,
  readGroupMembers,
  readRoleHolders,
} from './memberships.ts';
import { type People, PLACES, type Place, readPeople } from './people.ts';
import type { AskedFor } from './who-is-asked-for.ts';

/** People, and what they belong to, as far as anything asks for it. */
export type Directory = {
  people: People;
  groups: Memberships;
  roles: RoleHolders;
  matchList: (list: CriterionList, ids: readonly string[]) => Match;
};

export async function readDirectory(
  client: TableClient,
  asked: AskedFor & { addresses: readonly string[] },
  onLack: OnLack,
): Promise<Directory> {
  const told = <Read extends { lack?: 'refused' | 'short' }>(table: string, read: Read): Read => {
    if (read.lack) onLack(table, read.lack);
    return read;
  };
  const places = (Object.keys(PLACES) as Place[]).filter((place) => asked.lists.has(place));
  const people = told('sys_user', await readPeople(client, { places, addresses: asked.addresses }));
  const groups = asked.needsGroups
    ? told('sys_user_grmember', await readGroupMembers(client))
    : GROUPS_NOT_READ;
  const roles = asked.needsRoles
    ? told('sys_user_has_role', await readRoleHolders(client))
    : ROLES_NOT_READ;
  const hierarchies = new Map<CriterionList, Hierarchy>();
  for (const [list, table] of Object.entries(HIERARCHIES) as [CriterionList, string][]) {
    if (!asked.deniedBy.has(list)) continue;
    hierarchies.set(list, told(table, await readHierarchy(client, table)));
  }
  return { people, groups, roles, matchList: matcher({ people, groups, roles }, hierarchies) };
}

const HIERARCHIES: Partial<Record<CriterionList, string>> = { group: 'sys_user_group', ...PLACES };

/** What lies within the ids of a list is looked at for denials only, so `maybe` alone goes by it. */
function matcher(
  { people, groups, roles }: Pick<Directory, 'people' | 'groups' | 'roles'>,
  hierarchies: ReadonlyMap<CriterionList, Hierarchy>,
): Directory['matchList'] {
  return (list, ids) => {
    if (list === 'user') return { sure: new Set(ids), maybe: new Set(ids) };
    if (list === 'role') return roles.match(ids);
    const within = (hierarchies.get(list) ?? FLAT).within(ids);
    if (list !== 'group') return people.matchPlace(list, new Set(ids), within);
    const maybe = within === undefined ? 'everybody' : groups.match(within).maybe;
    return { sure: groups.match(ids).sure, maybe };
  };
}
