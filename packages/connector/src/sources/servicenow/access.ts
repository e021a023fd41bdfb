import {
  accountPrincipal,
  groupPrincipal,
  type Principal,
  type SourceAccess,
} from '../source-access.ts';
import { isSysId } from './encoded-query.ts';
import { cell, isGiven, type Row } from './table-client.ts';

/**
 * Whom rules of this source name besides accounts. None of them are groups of the instance: who is
 * in them is worked out by each reading of permissions (`readers/derive-groups.ts`), so that a rule says
 * only what stands in the article itself.
 *
 * - `criteria`: whom a user criterion matches for certain
 * - `outside`: whom it does not match for certain; what is not known of a criterion is in neither
 * - `readers`: may read or contribute to a base; `privileged`: its owner and managers
 * - `regardless`: read its articles whatever those say of criteria; `unroled`: whatever of roles
 * - `owners`: in the ownership group of an article of that base
 * - `role`: have a role, by its name, which is how articles call it
 */
export type PrincipalKind =
  | 'criteria'
  | 'outside'
  | 'readers'
  | 'privileged'
  | 'regardless'
  | 'unroled'
  | 'owners'
  | 'role'
  | 'group';

export const named = (kind: PrincipalKind, id: string): Principal =>
  `${kind}:${id.length > LONGEST_ID ? NO_RECORD : id}`;

/** Of two records, or of the name of a role. What is longer no record has, and no index takes. */
const LONGEST_ID = 200;
const NO_RECORD = '?';

/** What `named` put together. The id is whatever the instance gave, be it with colons. */
export function kindAndId(principal: Principal): [kind: string, id: string] {
  const end = principal.indexOf(':');
  return [principal.slice(0, end), principal.slice(end + 1)];
}

/** Ownership groups count where a base goes by criteria, so they stand with the base. */
const ownersOf = (base: string, group: string) => named('owners', `${base}/${group}`);

/** Fields of an article that narrow who may read it; each of them empty means “everybody”. */
export const NARROWING_FIELDS = ['roles', 'can_read_user_criteria', 'cannot_read_user_criteria'];
export const ACCESS_FIELDS = [
  'sys_id',
  'kb_knowledge_base',
  'ownership_group',
  ...NARROWING_FIELDS,
];

const REFUSED: SourceAccess = { kind: 'nobody', reason: 'refused' };

/**
 * Who may read an article, as ServiceNow’s manual has it (“Managing access to knowledge bases and
 * knowledge articles”, Australia), turned into an AND of ORs:
 * (reads the base) and (matches a “can read”) and (is outside of each “cannot read”) and (has a
 * role), where each part is also met by whom that part does not concern.
 * @param hidden fields that access rules empty, see `findHiddenFields`
 */
export function articleAccess(row: Row, hidden: ReadonlySet<string>): SourceAccess {
  const base = cell(row, 'kb_knowledge_base');
  const isKnown = NARROWING_FIELDS.every((field) => isGiven(row, field) && !hidden.has(field));
  if (!isKnown || base === '') return REFUSED;
  const owner = cell(row, 'ownership_group');
  const owners = owner === '' ? [] : [ownersOf(base, owner)];
  const regardless = [named('regardless', base), ...owners];
  const can = idsOf(row, 'can_read_user_criteria').map((id) => named('criteria', id));
  const roles = idsOf(row, 'roles').map((name) => named('role', name));
  return toRule([
    [named('readers', base), named('privileged', base), ...owners],
    ...(can.length > 0 ? [[...can, ...regardless]] : []),
    ...idsOf(row, 'cannot_read_user_criteria').map((id) => [named('outside', id), ...regardless]),
    ...(roles.length > 0 ? [[...roles, named('unroled', base), ...owners]] : []),
  ]);
}

function toRule(layers: readonly (readonly Principal[])[]): SourceAccess {
  return {
    kind: 'rule',
    layers: layers.map((layer) => layer.map((principal) => ({ principal }))),
  };
}

/** A list field: ids, or names, with commas between them. */
export function idsOf(row: Row, field: string): string[] {
  return cell(row, field)
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** Fields of a record that name people, and the one that names a group of them. */
const PEOPLE_FIELDS = ['caller_id', 'opened_by', 'assigned_to', 'watch_list'];
export const RECORD_PEOPLE_FIELDS = [...PEOPLE_FIELDS, 'assignment_group'];

/** As a table is chosen in the settings. */
export type TableAccess = {
  access?: 'nobody' | 'role' | 'group' | 'record_people' | 'matched' | undefined;
  role?: string | undefined;
  group?: string | undefined;
};

/**
 * Who may read the records of a table, as an owner chose: the instance’s own rules for them are
 * conditions and scripts, which nobody can evaluate from outside. Undefined: each record says it.
 */
export function tableAccess({ access, role, group }: TableAccess): SourceAccess | undefined {
  if (access === 'record_people') return undefined;
  if (access === 'matched') return { kind: 'members_of_source' };
  if (access === 'role' && role) return toRule([[named('role', role)]]);
  if (access === 'group' && group) return toRule([[groupPrincipal(group)]]);
  return { kind: 'nobody', reason: 'not_mirrored' };
}

/** Who is named in a record, directly or as the group that works on it. */
export function recordAccess(row: Row): SourceAccess {
  const people = PEOPLE_FIELDS.flatMap((field) => idsOf(row, field)).filter(isSysId);
  const groups = idsOf(row, 'assignment_group').filter(isSysId);
  const readers = [...people.map(accountPrincipal), ...groups.map(groupPrincipal)];
  return readers.length > 0 ? toRule([readers]) : { kind: 'nobody', reason: 'nobody_named' };
}
