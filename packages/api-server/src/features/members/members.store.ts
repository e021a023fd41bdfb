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
  return db
    .selectFrom('invitations as i')
    .innerJoin('users as u', 'u.id', 'i.inviter_id')
    .select(['i.id', 'i.email', 'i.role', 'u.name as invited_by', 'i.expires_at'])
    .where('i.organization_id', '=', organizationId)
    .where('i.role', 'in', roles)
    .where('i.status', '=', 'pending')
    .where('i.expires_at', '>', sql<Date>`now()`)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id')
    .execute();
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
