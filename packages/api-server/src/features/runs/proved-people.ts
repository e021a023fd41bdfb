import { type CheckAccessWebhookPayload, MOST_PEOPLE } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';

/** Members of an organization with an address that they proved to be theirs, longest there first. */
export async function listProvedPeople(
  db: Db,
  organizationId: string,
): Promise<CheckAccessWebhookPayload['people']> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['users.id as person_id', 'users.email as address'])
    .where('members.organization_id', '=', organizationId)
    .where('users.address_proved_at', 'is not', null)
    .orderBy('members.created_at')
    .orderBy('users.id')
    .limit(MOST_PEOPLE)
    .execute();
  return rows;
}
