import { type AuditActor, MOST_AUDIT_ACTORS } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/**
 * Everybody with an id in the organization's log, as named last. Jumps from one id to the next in
 * the index: the log may hold very many entries of each.
 */
export async function listActors(db: Db, organizationId: string): Promise<AuditActor[]> {
  const { rows } = await sql<AuditActor>`
    with recursive actor as (
      (${nextActor(organizationId, sql``)})
      union all
      select found.* from actor
      cross join lateral (${nextActor(organizationId, sql`and audit_events.actor_id > actor.actor_id`)}) found
    )
    select actor_id, actor_type, actor_label from actor limit ${sql.lit(MOST_AUDIT_ACTORS)}`.execute(
    db,
  );
  return rows;
}

function nextActor(organizationId: string, isAfter: ReturnType<typeof sql>) {
  return sql`
    select audit_events.actor_id, audit_events.actor_type, audit_events.actor_label
    from audit_events
    where audit_events.organization_id = ${organizationId} and audit_events.actor_id is not null
      ${isAfter}
    order by audit_events.actor_id, audit_events.position desc limit 1`;
}
