import { rowOf, type SampleRow } from './instance.ts';
import type { ServerContext } from './server-context.ts';

/** The instance, and how it decides where ServiceNow’s manual leaves it open. */
export type Deciding = Pick<ServerContext, 'instance' | 'switches'>;

export function idsIn(list: string | undefined): string[] {
  return (list ?? '').split(',').filter((id) => id !== '');
}

/** Whether somebody is who a criterion describes; one that is switched off describes nobody. */
export function isMatched(at: Deciding, user: SampleRow, criterionId: string): boolean {
  const criterion = rowOf(at.instance, 'user_criteria', criterionId);
  if (criterion?.active !== 'true') return false;
  const answers: boolean[] = [];
  const ask = (field: string, isOneOf: (ids: string[]) => boolean) => {
    const ids = idsIn(criterion[field]);
    if (ids.length > 0) answers.push(isOneOf(ids));
  };
  ask('user', (ids) => ids.includes(user.sys_id));
  ask('group', (ids) => ids.some((group) => isMember(at, user, group)));
  ask('role', (ids) => rolesOf(at, user).some((role) => ids.includes(role.sys_id)));
  for (const [field, table] of Object.entries(PLACES)) {
    ask(field, (ids) => ids.some((id) => isWithin(at, table, user[field], id)));
  }
  // A made-up script: it says whom it lets in by their user names.
  if (criterion.advanced === 'true') {
    answers.push((criterion.script ?? '').includes(`'${user.user_name}'`));
  }
  if (answers.length === 0) return at.switches.emptyCriteriaMatchEverybody;
  return criterion.match_all === 'true' ? !answers.includes(false) : answers.includes(true);
}

const PLACES = {
  company: 'core_company',
  department: 'cmn_department',
  location: 'cmn_location',
} as const;

/** Equal, or below it where the instance goes by hierarchies. */
function isWithin(at: Deciding, table: string, own: string | undefined, wanted: string): boolean {
  const seen = new Set<string>();
  for (let id = own; id && !seen.has(id); id = rowOf(at.instance, table, id)?.parent) {
    if (id === wanted) return true;
    if (!at.switches.hierarchies) return false;
    seen.add(id);
  }
  return false;
}

export function isMember(at: Deciding, user: SampleRow, groupId: string): boolean {
  return (at.instance.tables.sys_user_grmember ?? []).some(
    (row) =>
      row.user === user.sys_id &&
      rowOf(at.instance, 'sys_user_group', row.group)?.active === 'true' &&
      isWithin(at, 'sys_user_group', row.group, groupId),
  );
}

/** Roles that count: those of privileged moments, which are put on for an hour, do not. */
export function rolesOf({ instance }: Deciding, user: SampleRow): SampleRow[] {
  return (instance.tables.sys_user_has_role ?? [])
    .filter((row) => row.user === user.sys_id && row.state === 'active')
    .map((row) => rowOf(instance, 'sys_user_role', row.role))
    .filter((role) => role !== undefined)
    .filter((role) => role.elevated_privilege !== 'true');
}
