import type { AuditAction } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorLabel } from './own-organization.ts';

/** What the log has of an organization that nobody did anything in: whatever else is done leaves another entry. */
const LEFT_BY_NO_USE = [
  'organization.created',
  // The pages make those that there are by themselves.
  'data_source.created',
  'session.signed_up',
  'session.signed_in',
  'session.signed_out',
  'session.ended',
  'session.sign_in_failed',
  'session.sign_in_limited',
  'account.renamed',
  'password.changed',
  'password.reset',
  'password.refused',
  'second_factor.enabled',
  'second_factor.disabled',
  'second_factor.recovery_code_used',
  'second_factor.recovery_codes_renewed',
] as const satisfies readonly AuditAction[];

type Joined = { principal: Principal; invitationId: string; ip: string };

/**
 * Deletes the organizations of somebody who has just accepted an invitation that came about only because
 * everybody has one, and that nobody did anything in. Belongs into the transaction of the acceptance:
 * without it they are still there to land in.
 */
export async function deleteUnusedOrganizations(db: Db, joined: Joined): Promise<void> {
  const found = (await findUnused(db, joined)).map(({ id }) => id);
  if (found.length === 0) return;
  // Whoever changes something in one has its member locked, or the organization itself.
  await sql`select from members where organization_id in (${sql.join(found)}) for update`.execute(
    db,
  );
  await sql`select from organizations where id in (${sql.join(found)}) for update`.execute(db);
  const { userId, userName: name, userEmail: email } = joined.principal;
  for (const { id, name: label } of await findUnused(db, joined)) {
    await insertAuditEvents(db, id, [
      {
        action: 'organization.deleted',
        actor_type: 'user',
        actor_id: userId,
        actor_label: actorLabel({ name, email }),
        object_type: 'organization',
        object_id: id,
        object_label: label,
        ip: joined.ip,
        details: { unused: true },
      },
    ]);
    await db.deleteFrom('organizations').where('id', '=', id).execute();
  }
}

/**
 * Those made when the person was invited already, or because they had no other (then nobody signed up
 * with it), as long as they are alone in it and nothing is configured.
 */
async function findUnused(db: Db, { principal, invitationId }: Joined) {
  const { userId } = principal;
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name
    from members m
    join organizations o on o.id = m.organization_id
    join invitations i on i.id = ${invitationId} and i.organization_id <> o.id
    where m.user_id = ${userId} and m.role = 'owner'
      and (o.created_at >= i.created_at or not exists (
        select from audit_events e where e.organization_id = o.id and e.action = 'session.signed_up'))
      and not exists (
        select from members other where other.organization_id = o.id and other.user_id <> ${userId})
      and not exists (
        select from data_source_connections c
        where c.organization_id = o.id and (c.enabled or c.settings <> '{}'::jsonb))
      and not exists (
        select from audit_events e
        where e.organization_id = o.id and e.action not in (${sql.join(LEFT_BY_NO_USE)}))
    order by o.id`.execute(db);
  return rows;
}
