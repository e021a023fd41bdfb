import type { Role } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

export function listMembersOf(db: Db, organizationId: string) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.user_id', 'u.name', 'u.email', 'm.role', 'm.created_at'])
    .where('m.organization_id', '=', organizationId)
    .orderBy('u.name')
    .orderBy('m.id')
    .execute();
}

/** Invitations that can still be accepted and that grant one of the roles, newest first. */
export function listOpenInvitationsOf(db: Db, organizationId: string, roles: readonly Role[]) {
  if (roles.length === 0) return Promise.resolve([]);
  return (
    db
      .selectFrom('invitations as i')
      .innerJoin('users as u', 'u.id', 'i.inviter_id')
      // Whoever is no member any more has no open invitations either.
      .innerJoin('members as m', (join) =>
        join
          .onRef('m.user_id', '=', 'i.inviter_id')
          .onRef('m.organization_id', '=', 'i.organization_id'),
      )
      .select(['i.id', 'i.email', 'i.role', 'u.name as invited_by', 'i.expires_at'])
      .select('m.role as invited_by_role')
      .where('i.organization_id', '=', organizationId)
      .where('i.role', 'in', roles)
      .where('i.status', '=', 'pending')
      .where('i.expires_at', '>', sql<Date>`now()`)
      .orderBy('i.created_at', 'desc')
      .orderBy('i.id')
      .execute()
  );
}

/** By the id in its link, of whichever organization: the id is the key. */
export function findOpenInvitation(db: Db, id: string) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('organizations as o', 'o.id', 'i.organization_id')
    .select(['o.name as organization_name', 'i.email', 'i.role', 'i.expires_at'])
    .where('i.id', '=', id)
    .where('i.status', '=', 'pending')
    .where('i.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

export async function findRoleOf(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<Role | undefined> {
  const member = await db
    .selectFrom('members')
    .select('role')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return member?.role;
}

/** A member by whichever name a request has for it. */
export function findMember(
  db: Db,
  organizationId: string,
  who: { userId: string } | { idOrEmail: string },
) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.email', 'm.role'])
    .where('m.organization_id', '=', organizationId)
    .where((eb) =>
      'userId' in who
        ? eb('m.user_id', '=', who.userId)
        : eb.or([eb('m.id', '=', who.idOrEmail), eb('u.email', '=', who.idOrEmail.toLowerCase())]),
    )
    .executeTakeFirst();
}

/**
 * An open invitation with the role that its inviter has now, null when they are no member any more.
 * By its id (the key to it, of whichever organization) or by the address that was invited.
 */
export function findPendingInvitation(
  db: Db,
  by: { id: string } | { organizationId: string; email: string },
) {
  return db
    .selectFrom('invitations as i')
    .leftJoin('members as m', (join) =>
      join
        .onRef('m.user_id', '=', 'i.inviter_id')
        .onRef('m.organization_id', '=', 'i.organization_id'),
    )
    .select(['i.organization_id', 'i.role', 'm.role as inviter_role'])
    .where((eb) =>
      'id' in by
        ? eb('i.id', '=', by.id)
        : eb.and([eb('i.organization_id', '=', by.organizationId), eb('i.email', '=', by.email)]),
    )
    .where('i.status', '=', 'pending')
    .executeTakeFirst();
}

export function cancelOpenInvitationsOf(db: Db, organizationId: string, inviterId: string) {
  return db
    .updateTable('invitations')
    .set({ status: 'canceled' })
    .where('organization_id', '=', organizationId)
    .where('inviter_id', '=', inviterId)
    .where('status', '=', 'pending')
    .returning(['email', 'role'])
    .execute();
}
