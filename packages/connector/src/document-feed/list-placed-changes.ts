import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { type FeedReading, isReadableBy } from './feed-reading.ts';

/** One change of a document as a reader sees it. */
export type PlacedChange = {
  position: number;
  id: string;
  isContent: boolean;
  was: boolean;
  is: boolean;
};

/** Changes of a tenant after a place, in their order; those that a reader sees nothing of as well. */
export async function listPlacedChanges(
  db: Db,
  asked: { tenantId: string; after: number; reading: FeedReading; limit: number },
): Promise<PlacedChange[]> {
  const { tenantId, after, reading, limit } = asked;
  const { rows } = await sql<PlacedChange>`
    select position, document_id as id, is_content as "isContent",
      ${isReadableBy(reading, 'rule_before')} as was, ${isReadableBy(reading, 'rule_after')} as is
    from document_changes where tenant_id = ${tenantId} and position > ${after}::bigint
    order by position limit ${limit}::int`.execute(db);
  return rows;
}

/** How far the changes of a tenant are placed, and up to where they were forgotten. */
export async function findFeed(
  db: Db,
  tenantId: string,
): Promise<{ position: number; forgotten: number }> {
  const found = await db
    .selectFrom('document_feeds')
    .select(['position', 'forgotten'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return found ?? { position: 0, forgotten: 0 };
}
