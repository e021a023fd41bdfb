import { type Deciding, idsIn, isMatched, isMember, rolesOf } from './criteria-verdict.ts';
import { rowOf, type SampleRow } from './instance.ts';

/**
 * Whether the instance itself would show a record to somebody: ServiceNow’s manual, “Managing
 * access to knowledge bases and knowledge articles” (Australia), and for other tables the access
 * rule that incidents ship with. Written apart from the connector, to be held against it.
 */
export function mayOpen(
  at: Deciding,
  userId: string,
  { table, sysId }: { table: string; sysId: string },
): boolean {
  const user = rowOf(at.instance, 'sys_user', userId);
  const row = rowOf(at.instance, table, sysId);
  if (!user || !row || !maySignIn(user)) return false;
  return table === 'kb_knowledge' ? mayReadArticle(at, user, row) : mayReadRecord(at, user, row);
}

export function maySignIn(user: SampleRow): boolean {
  const isOpen = user.locked_out !== 'true' && user.web_service_access_only !== 'true';
  return user.active === 'true' && isOpen;
}

/** Who has this address; nobody where several accounts that may sign in share it. */
export function accountOf({ instance }: Deciding, address: string): SampleRow | undefined {
  const wanted = address.trim().toLowerCase();
  const users = (instance.tables.sys_user ?? []).filter(
    (user) => maySignIn(user) && (user.email ?? '').trim().toLowerCase() === wanted,
  );
  return users.length === 1 ? users[0] : undefined;
}

function mayReadArticle(at: Deciding, user: SampleRow, article: SampleRow): boolean {
  const base = rowOf(at.instance, 'kb_knowledge_base', article.kb_knowledge_base);
  if (!base || article.workflow_state !== 'published' || isLegacy(at, base)) return false;
  if (isPrivileged(at, user, { article, base })) return true;
  const contributes = mayContribute(at, user, base);
  if (contributes && !isOn(at, 'glide.knowman.apply_article_read_criteria', false)) return true;
  if (!contributes && !mayReadBase(at, user, base)) return false;
  return isLetIn(at, user, article) && (contributes || hasRoleFor(at, user, article));
}

/** Bases from before version 3 know no user criteria; other rules, which are scripts, hold there. */
function isLegacy(at: Deciding, base: SampleRow): boolean {
  return propertyOf(at, 'glide.knowman.preknowledge3.kb_version') !== '' && base.kb_version !== '3';
}

function isPrivileged(
  at: Deciding,
  user: SampleRow,
  { article, base }: { article: SampleRow; base: SampleRow },
): boolean {
  const roles = rolesOf(at, user).map(({ name }) => name);
  const isScoped = (base.sys_scope ?? 'global') !== 'global';
  if (!isScoped && (roles.includes('knowledge_admin') || roles.includes('admin'))) return true;
  if (base.owner === user.sys_id || idsIn(base.kb_managers).includes(user.sys_id)) return true;
  const owners = article.ownership_group ?? '';
  const isInUse =
    at.switches.ownershipAlways || isOn(at, 'glide.knowman.ownership_group.enabled', false);
  return owners !== '' && isInUse && isMember(at, user, owners);
}

function mayContribute(at: Deciding, user: SampleRow, base: SampleRow): boolean {
  const [can, cannot] = [
    criteriaOf(at, base, 'kb_uc_can_contribute_mtom'),
    criteriaOf(at, base, 'kb_uc_cannot_contribute_mtom'),
  ];
  if (cannot.some((id) => isMatched(at, user, id))) return false;
  if (!at.switches.contributeBeatsCannotRead && cannotReadBase(at, user, base)) return false;
  if (can.length > 0) return can.some((id) => isMatched(at, user, id));
  const counts = (name: string | undefined) =>
    name !== 'snc_internal' || !at.switches.explicitRoles;
  return !blocksOpenBases(at) && rolesOf(at, user).some(({ name }) => counts(name));
}

function mayReadBase(at: Deciding, user: SampleRow, base: SampleRow): boolean {
  if (cannotReadBase(at, user, base)) return false;
  const can = criteriaOf(at, base, 'kb_uc_can_read_mtom');
  return can.length > 0 ? can.some((id) => isMatched(at, user, id)) : !blocksOpenBases(at);
}

function cannotReadBase(at: Deciding, user: SampleRow, base: SampleRow): boolean {
  return criteriaOf(at, base, 'kb_uc_cannot_read_mtom').some((id) => isMatched(at, user, id));
}

/** The article's own criteria. */
function isLetIn(at: Deciding, user: SampleRow, article: SampleRow): boolean {
  const cannot = idsIn(article.cannot_read_user_criteria);
  if (cannot.some((id) => isMatched(at, user, id))) return false;
  const can = idsIn(article.can_read_user_criteria).filter((id) => isCounted(at, id));
  return can.length === 0 || can.some((id) => isMatched(at, user, id));
}

function hasRoleFor(at: Deciding, user: SampleRow, article: SampleRow): boolean {
  const wanted = idsIn(article.roles);
  if (wanted.length === 0) return true;
  if (!isOn(at, 'glide.knowman.search.apply_role_based_security', true)) return true;
  return rolesOf(at, user).some(({ name }) => wanted.includes(name ?? ''));
}

function criteriaOf(at: Deciding, base: SampleRow, table: string): string[] {
  return (at.instance.tables[table] ?? [])
    .filter((row) => row.kb_knowledge_base === base.sys_id)
    .map((row) => row.user_criteria ?? '')
    .filter((id) => isCounted(at, id));
}

/** Whether a criterion that is switched off still makes its list one that is not empty. */
function isCounted(at: Deciding, id: string): boolean {
  if (!at.switches.inactiveLeavesListEmpty) return true;
  return rowOf(at.instance, 'user_criteria', id)?.active === 'true';
}

function blocksOpenBases(at: Deciding): boolean {
  return isOn(at, 'glide.knowman.block_access_with_no_user_criteria', true);
}

function propertyOf({ instance }: Deciding, name: string): string {
  return instance.tables.sys_properties?.find((row) => row.name === name)?.value ?? '';
}

function isOn(at: Deciding, name: string, byDefault: boolean): boolean {
  const value = propertyOf(at, name);
  return value === '' ? byDefault : value === 'true';
}

/** As incidents ship: people without the role see what they opened, are caller of, or watch. */
function mayReadRecord(at: Deciding, user: SampleRow, row: SampleRow): boolean {
  const isInvolved =
    [row.caller_id, row.opened_by].includes(user.sys_id) ||
    idsIn(row.watch_list).includes(user.sys_id);
  return isInvolved || rolesOf(at, user).some(({ name }) => name === 'itil');
}
