import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';

export type LockedOrganization = {
  name: string;
  members: { user_id: string }[];
  connections: DataSourceConnectionRow[];
};

/**
 * Locks an organization with everything that changes in it are made under, in the order in which those
 * take their locks: from then on nobody writes there. Undefined when there is none of that id.
 */
export async function lockOrganization(
  trx: Transaction<Tables>,
  id: string,
): Promise<LockedOrganization | undefined> {
  const organization = await trx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', id)
    // What belongs to it may still be written, by those who are waited for below.
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (organization === undefined) return undefined;
  const { rows: members } = await sql<{ user_id: string }>`
    select user_id from members where organization_id = ${id} order by id for update`.execute(trx);
  await sql`select from access_keys where organization_id = ${id} order by id for update`.execute(
    trx,
  );
  const connections = await trx
    .selectFrom('data_source_connections')
    .selectAll()
    .where('organization_id', '=', id)
    .orderBy('id')
    .forUpdate()
    .execute();
  return { name: organization.name, members, connections };
}

export async function updateOrganizationName(
  trx: Transaction<Tables>,
  id: string,
  name: string,
): Promise<void> {
  await trx.updateTable('organizations').set({ name }).where('id', '=', id).execute();
}

/** With all that belongs to it; of its log and of what the connector is still to be told nothing goes. */
export async function deleteOrganizationRow(trx: Transaction<Tables>, id: string): Promise<void> {
  await trx.deleteFrom('organizations').where('id', '=', id).execute();
}
