import type { Db } from '../../platform/db/tables.ts';
import { insertAuditEvents, type NewAuditEvent } from '../audit/audit.store.ts';
import type { MemberTarget } from './judge-change.ts';
import { cancelOpenInvitationsOf } from './members.store.ts';

type Actor = Pick<NewAuditEvent, 'actor_type' | 'actor_id' | 'actor_label' | 'ip'>;

/**
 * Cancels what somebody invited to an organization that they left, were removed from, or have a lower
 * role in now; each invitation with its own entry. Belongs into the transaction of that change, or
 * they could come back by an invitation to another address of their own.
 */
export async function cancelInvitationsOf(
  db: Db,
  inviter: MemberTarget,
  change: { organizationId: string; reason: 'inviter_removed' | 'inviter_lowered'; actor: Actor },
): Promise<void> {
  const { organizationId, reason, actor } = change;
  const cancelled = await cancelOpenInvitationsOf(db, organizationId, inviter.user_id);
  await insertAuditEvents(
    db,
    organizationId,
    cancelled.map(({ email, role }) => ({
      ...actor,
      action: 'invitation.cancelled',
      object_type: 'invitation',
      object_id: email,
      object_label: email,
      details: { role, reason, invited_by: inviter.email },
    })),
  );
}
