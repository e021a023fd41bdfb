import type { Db } from '../../platform/db/tables.ts';

/** Name of the organization that an invitation is to, whether or not it still counts. */
export async function findInvitingOrganization(
  db: Db,
  invitationId: string,
): Promise<string | undefined> {
  const found = await db
    .selectFrom('invitations as i')
    .innerJoin('organizations as o', 'o.id', 'i.organization_id')
    .select('o.name')
    .where('i.id', '=', invitationId)
    .executeTakeFirst();
  return found?.name;
}

/** All organizations that a user belongs to, by name. Across organizations on purpose: it is the user's own list. */
export function findOrganizationsOfUser(db: Db, userId: string) {
  return db
    .selectFrom('members as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['o.id', 'o.name', 'm.role'])
    .where('m.user_id', '=', userId)
    .orderBy('o.name')
    .orderBy('o.id')
    .execute();
}
