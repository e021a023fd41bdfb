import type { Db } from '../../platform/db/tables.ts';

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
