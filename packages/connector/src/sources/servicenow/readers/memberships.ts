import { cell, type Row, type TableClient } from '../table-client.ts';
import { readWholeTable, type WholeTable } from '../whole-table.ts';
import { anyOf, type Match, UNKNOWN } from './criteria.ts';

export const MEMBER_FIELDS = ['user', 'group', 'group.name', 'group.active'];
export const ROLE_FIELDS = ['user', 'role', 'role.name', 'role.elevated_privilege', 'state'];

/** Who belongs to what, by the ids of groups or roles. */
export type Memberships = {
  /** Of one or more of some ids. */
  match: (ids: Iterable<string>) => Match;
  names: ReadonlyMap<string, string>;
  lack?: NonNullable<WholeTable['lack']>;
};
export type RoleHolders = Memberships & {
  /** Who has a role of this name for certain. */
  named: (name: string) => ReadonlySet<string>;
  /** Who has any role for certain, but for the one that everybody has. */
  any: ReadonlySet<string>;
};

/** Nobody asks for groups, or roles, so they were not read. */
const NOT_READ: Memberships = { match: () => UNKNOWN, names: new Map() };
export const ROLES_NOT_READ: RoleHolders = { ...NOT_READ, named: () => new Set(), any: new Set() };
export const GROUPS_NOT_READ = NOT_READ;

/** One row of a relation: whether it counts for certain, might count, or does not. */
type Judged = { user: string; of: string; name: string; counts: 'surely' | 'maybe' | 'not' };

/**
 * Direct members of groups that are in use. Rows are removed without a trace, so that the table is
 * read as a whole each time.
 */
export async function readGroupMembers(client: TableClient): Promise<Memberships> {
  const table = await readWholeTable(client, { table: 'sys_user_grmember', fields: MEMBER_FIELDS });
  return toMemberships(table, table.rows.map(judgeMember));
}

function judgeMember(row: Row): Judged {
  const isActive = cell(row, 'group.active');
  return {
    user: cell(row, 'user'),
    of: cell(row, 'group'),
    name: cell(row, 'group.name'),
    counts: isActive === 'true' ? 'surely' : isActive === 'false' ? 'not' : 'maybe',
  };
}

/**
 * Who has which role. The table names inherited roles too, and one role more than once; roles that
 * are only put on for a while (“elevated”) count in no criterion.
 */
export async function readRoleHolders(client: TableClient): Promise<RoleHolders> {
  const table = await readWholeTable(client, { table: 'sys_user_has_role', fields: ROLE_FIELDS });
  const judged = table.rows.map(judgeRole);
  const sure = judged.filter(({ counts }) => counts === 'surely');
  const byName = Map.groupBy(sure, ({ name }) => name);
  const ofAll = sure.filter(({ name }) => name !== '' && name !== 'snc_internal');
  return {
    ...toMemberships(table, judged),
    named: (name) => new Set(byName.get(name)?.map(({ user }) => user)),
    any: new Set(ofAll.map(({ user }) => user)),
  };
}

function judgeRole(row: Row): Judged {
  const [state, elevated] = [cell(row, 'state'), cell(row, 'role.elevated_privilege')];
  const isOut = elevated === 'true' || (state !== 'active' && state !== '');
  return {
    user: cell(row, 'user'),
    of: cell(row, 'role'),
    name: cell(row, 'role.name'),
    counts: isOut ? 'not' : state === 'active' && elevated === 'false' ? 'surely' : 'maybe',
  };
}

function toMemberships(table: WholeTable, judged: readonly Judged[]): Memberships {
  const isWhole = table.isComplete && judged.every(({ user, of }) => user !== '' && of !== '');
  const byId = Map.groupBy(judged, ({ of }) => of);
  const matchOne = (id: string): Match => {
    const rows = byId.get(id) ?? [];
    const usersOf = (wanted: readonly Judged['counts'][]) =>
      new Set(rows.filter(({ counts }) => wanted.includes(counts)).map(({ user }) => user));
    const maybe = isWhole ? usersOf(['surely', 'maybe']) : ('everybody' as const);
    return { sure: usersOf(['surely']), maybe };
  };
  const lack = table.lack ?? (isWhole ? undefined : 'short');
  return {
    match: (ids) => anyOf([...ids].map(matchOne)),
    names: new Map(judged.map(({ of, name }) => [of, name])),
    ...(lack ? { lack } : {}),
  };
}
