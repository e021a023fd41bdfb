import type { AuditAction } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';
import { insertAuditEventsOfMany } from '../audit/audit.store.ts';
import { actorLabel } from '../session/own-organization.ts';

type AccountEvent = {
  action: AuditAction;
  /** The person, or the app about what somebody unknown tried with the account. */
  actor: 'user' | 'system';
  ip: string | null;
  details?: Record<string, unknown>;
};

/** Writes what happened to an account into the log of every organization that the person belongs to. */
export async function auditAccount(
  db: Db,
  user: { id: string; name: string; email: string },
  { action, actor, ip, details = {} }: AccountEvent,
): Promise<void> {
  const members = await db
    .selectFrom('members')
    .select(['id', 'organization_id'])
    .where('user_id', '=', user.id)
    .orderBy('organization_id')
    .execute();
  const isUser = actor === 'user';
  await insertAuditEventsOfMany(
    db,
    members.map(({ id, organization_id }) => ({
      organization_id,
      action,
      actor_type: actor,
      actor_id: isUser ? user.id : null,
      actor_label: isUser ? actorLabel(user) : null,
      object_type: 'member',
      object_id: id,
      object_label: user.email,
      ip,
      details,
    })),
  );
}
