import { mayActOn, ROLES, type Role } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { findMember, findPendingInvitation, findRoleOf } from './members.store.ts';

/** What a change is about, as it was before. */
export type MemberTarget = { user_id: string; email: string; role: Role };

export type MemberRequest = {
  path: string;
  userId: string;
  body: Record<string, unknown>;
};

type Context = { db: Db; organizationId: string; own: Role; body: Record<string, unknown> };

/**
 * Endpoint → who may ask for it. better-auth has rules of its own behind these; a flaw in them lets
 * nobody do more than stands here.
 */
const JUDGES: Record<string, (context: Context) => Promise<MemberTarget | undefined>> = {
  '/organization/invite-member': async ({ db, organizationId, own, body }) => {
    requireAllowed(mayActOn(own, body.role as Role));
    if (body.resend !== true) return undefined;
    const email = String(body.email).toLowerCase();
    const invitation = await findPendingInvitation(db, { organizationId, email });
    if (invitation) requirePowerOver(own, invitation);
    return undefined;
  },
  '/organization/update-member-role': async (context) => {
    const target = await requireTarget(context, String(context.body.memberId));
    requireAllowed(mayActOn(context.own, target.role));
    requireAllowed(mayActOn(context.own, context.body.role as Role));
    return target;
  },
  '/organization/remove-member': async (context) => {
    const target = await requireTarget(context, String(context.body.memberIdOrEmail));
    requireAllowed(mayActOn(context.own, target.role));
    return target;
  },
};

/**
 * Locks the organization whose members a request would change and judges it by the roles as they are
 * then. Changes queue up behind each other, so that each is judged by the roles that the one before
 * it left.
 *
 * @returns the member that it is about, if there is one
 * @throws ProblemError `not_found` for whoever is no member, `forbidden`
 */
export async function judgeMemberChange(
  db: Db,
  { path, userId, body }: MemberRequest,
): Promise<MemberTarget | undefined> {
  const organizationId = String(body.organizationId);
  // Nobody holds up an organization that they do not belong to.
  if ((await findRoleOf(db, organizationId, userId)) === undefined)
    throw new ProblemError('not_found');
  await lockOrganization(db, organizationId);
  const own = await findRoleOf(db, organizationId, userId);
  if (own === undefined) throw new ProblemError('not_found');
  if (path === '/organization/leave') return findMember(db, organizationId, { userId });
  return JUDGES[path]?.({ db, organizationId, own, body });
}

/**
 * The same for a request about an invitation that is still open.
 *
 * @throws ProblemError `not_found` also for an invitation that its inviter could not make any more,
 *   and `forbidden`
 */
export async function judgeInvitationChange(
  db: Db,
  { path, userId, body }: MemberRequest,
): Promise<void> {
  const id = String(body.invitationId);
  const found = await findPendingInvitation(db, { id });
  if (found === undefined) throw new ProblemError('not_found');
  await lockOrganization(db, found.organization_id);
  const invitation = await findPendingInvitation(db, { id });
  if (invitation === undefined) throw new ProblemError('not_found');
  if (path === '/organization/cancel-invitation') {
    const own = await findRoleOf(db, invitation.organization_id, userId);
    if (own === undefined) throw new ProblemError('not_found');
    requirePowerOver(own, invitation);
  }
  const { inviter_role: inviter, role } = invitation;
  const isGood = inviter !== null && mayActOn(inviter, role);
  if (path === '/organization/accept-invitation' && !isGood) throw new ProblemError('not_found');
}

/** Whether the role is lower than the one before. */
export function isLowered(before: Role, after: Role): boolean {
  return ROLES.indexOf(after) > ROLES.indexOf(before);
}

/** As an update, since a select alone does not begin the unit's transaction. */
async function lockOrganization(db: Db, organizationId: string): Promise<void> {
  await sql`update organizations set name = name where id = ${organizationId}`.execute(db);
}

async function requireTarget(context: Context, who: string): Promise<MemberTarget> {
  const target = await findMember(context.db, context.organizationId, { idOrEmail: who });
  if (target === undefined) throw new ProblemError('not_found');
  return target;
}

/** Neither what it grants nor who made it may stand above the person who acts. */
function requirePowerOver(own: Role, invitation: { role: Role; inviter_role: Role | null }): void {
  requireAllowed(mayActOn(own, invitation.role));
  if (invitation.inviter_role !== null) requireAllowed(mayActOn(own, invitation.inviter_role));
}

function requireAllowed(isAllowed: boolean): void {
  if (!isAllowed) throw new ProblemError('forbidden');
}
