import type { Role } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { insertAuditEvents, type NewAuditEvent } from '../audit/audit.store.ts';
import { cancelInvitationsOf } from '../members/cancel-invitations.ts';
import { isLowered, type MemberTarget } from '../members/judge-change.ts';
import { actorLabel, landWithoutOrganization } from './own-organization.ts';

type MemberRow = { id: string; organizationId: string; role: string };
type InvitationRow = { id: string; organizationId: string; email: string; role: string };
/** The fields of better-auth's answers that entries are made of. */
type Answer = Partial<MemberRow & InvitationRow> & {
  member?: MemberRow | null;
  invitation?: InvitationRow | null;
};

export type AuthFacts = {
  principal: Principal;
  /** The member that the request is about, before the change. */
  target: MemberTarget | undefined;
  body: Record<string, unknown>;
  answer: Answer;
};

type Entry = Pick<
  NewAuditEvent,
  'action' | 'object_type' | 'object_id' | 'object_label' | 'details'
>;
type Written = Entry & { organization_id: string };

/** Endpoint → its entry. Sign-in and sign-up are written where the rows come about (auth-hooks.ts). */
const ENTRY_OF: Record<string, (facts: AuthFacts) => Written> = {
  '/sign-out': ({ principal }) => ({
    organization_id: principal.organizationId,
    action: 'session.signed_out',
    object_type: 'session',
    object_id: principal.sessionId,
  }),
  '/organization/invite-member': ({ answer, body }) =>
    invitationEntry('member.invited', answer as InvitationRow, body.resend ? { resent: true } : {}),
  '/organization/cancel-invitation': ({ answer }) =>
    invitationEntry('invitation.cancelled', answer as InvitationRow),
  '/organization/reject-invitation': ({ answer }) =>
    invitationEntry('invitation.cancelled', answer.invitation as InvitationRow, { declined: true }),
  '/organization/accept-invitation': ({ answer, principal }) =>
    memberEntry('member.joined', answer.member as MemberRow, principal.userEmail),
  '/organization/update-member-role': ({ answer, target }) => ({
    ...memberEntry('member.role_changed', answer as MemberRow, target?.email),
    details: { role: answer.role, previous_role: target?.role },
  }),
  '/organization/remove-member': ({ answer, target }) =>
    memberEntry('member.removed', answer.member as MemberRow, target?.email),
  '/organization/leave': ({ answer, principal }) => ({
    ...memberEntry('member.removed', answer as MemberRow, principal.userEmail),
    details: { left: true, role: answer.role },
  }),
};

/** Writes what follows from a successful request, within its unit of work: its entry first. */
export async function auditAuthRequest(
  db: Db,
  request: { path: string; ip: string },
  facts: AuthFacts,
): Promise<void> {
  const describe = ENTRY_OF[request.path];
  if (describe === undefined) return;
  const { organization_id, ...entry } = describe(facts);
  const { userId, userName, userEmail } = facts.principal;
  const actor = {
    actor_type: 'user' as const,
    actor_id: userId,
    actor_label: actorLabel({ name: userName, email: userEmail }),
    ip: request.ip,
  };
  await insertAuditEvents(db, organization_id, [{ ...entry, ...actor }]);
  const reason = lossOf(entry, facts);
  if (reason !== undefined && facts.target !== undefined) {
    await cancelInvitationsOf(db, facts.target, { organizationId: organization_id, reason, actor });
  }
  if (entry.action === 'member.removed' && facts.target !== undefined) {
    await landWithoutOrganization(db, [facts.target.user_id]);
  }
}

function lossOf(entry: Entry, { target, answer }: AuthFacts) {
  if (entry.action === 'member.removed') return 'inviter_removed' as const;
  if (entry.action !== 'member.role_changed' || target === undefined) return undefined;
  return isLowered(target.role, answer.role as Role) ? ('inviter_lowered' as const) : undefined;
}

function memberEntry(
  action: NewAuditEvent['action'],
  member: MemberRow,
  email: string | undefined,
): Written {
  return {
    organization_id: member.organizationId,
    action,
    object_type: 'member',
    object_id: member.id,
    object_label: email ?? null,
    details: { role: member.role },
  };
}

function invitationEntry(
  action: NewAuditEvent['action'],
  invitation: InvitationRow,
  details: Record<string, unknown> = {},
): Written {
  return {
    organization_id: invitation.organizationId,
    action,
    object_type: 'invitation',
    // The id itself is the key to the invitation; the log is readable by every member.
    object_id: invitation.email,
    object_label: invitation.email,
    details: { role: invitation.role, ...details },
  };
}
