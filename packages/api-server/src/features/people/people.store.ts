import {
  type AddressState,
  type CheckAccessWebhookPayload,
  MOST_PEOPLE,
  type Reader,
} from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { addressState } from './address-state.ts';

/** A member as the sources are asked about them. */
export type MemberAsPerson = {
  /** Of the membership: whoever was removed and comes back starts without the accounts assigned before. */
  personId: string;
  name: string;
  email: string;
  addressState: AddressState;
};

const STATE = addressState(sql<string>`m.organization_id`);

/** Members of an organization, longest there first: all of them, or one. */
export async function listMembersAsPeople(
  db: Db,
  organizationId: string,
  only: { personId?: string } = {},
): Promise<MemberAsPerson[]> {
  const { personId = null } = only;
  const { rows } = await sql<MemberAsPerson>`
    select m.id as "personId", u.name, u.email, ${STATE} as "addressState"
    from members m join users u on u.id = m.user_id
    where m.organization_id = ${organizationId} and (${personId}::text is null or m.id = ${personId})
    order by m.created_at, m.id`.execute(db);
  return rows;
}

/** How the connector is told of a member who asks, or is asked about. */
export function readerOf({
  personId,
  email,
  addressState: state,
}: Omit<MemberAsPerson, 'name'>): Reader {
  return { person_id: personId, addresses: state === 'proved' ? [email] : [] };
}

/** Members with an address that counts, as the connector is told of them before a reading. */
export async function listProvedPeople(
  db: Db,
  organizationId: string,
): Promise<CheckAccessWebhookPayload['people']> {
  const { rows } = await sql<{ person_id: string; address: string }>`
    select m.id as person_id, u.email as address
    from members m join users u on u.id = m.user_id
    where m.organization_id = ${organizationId} and ${STATE} = 'proved'
    order by m.created_at, m.id limit ${MOST_PEOPLE}`.execute(db);
  return rows;
}
