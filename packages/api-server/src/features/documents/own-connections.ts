import type { Db } from '../../platform/db/tables.ts';

/**
 * Which of some connections the organization has. A connector that answers for others must not be
 * believed, and what it has of one that was removed may be there for as long as it cannot be told.
 */
export async function ownConnections(
  db: Db,
  organizationId: string,
  ids: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Set();
  const own = await db
    .selectFrom('data_source_connections')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', asked)
    .execute();
  return new Set(own.map(({ id }) => id));
}
