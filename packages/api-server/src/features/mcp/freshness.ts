import { ALLOWED_DATA_SOURCE_TYPES, type DataSourceType } from '@rita/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/db/tables.ts';
import { shareBatches } from '../../platform/share-batches.ts';

/** How far what is found can be relied on; null: that has not been read yet. */
export const freshnessSchema = z.object({
  source: z.string().describe('Name of the source'),
  source_type: z.string(),
  fresh_as_of: z.string().nullable().describe('When the source was last read to its end'),
  permissions_as_of: z.string().nullable().describe('When its permissions were last read'),
});
export type Freshness = z.output<typeof freshnessSchema>;

/** What assistants are told of a connection, and from when that is. */
export type Source = Awaited<ReturnType<typeof selectSources>>[number];

/** The organization's sources by the id of their connection, in the order of the catalogue. */
export type Sources = ReadonlyMap<string, Source>;

export type ReadSources = (organizationId: string) => Promise<Sources>;

/** Every answer asks for them: calls that are on their way together share one statement. */
export const createReadSources = (db: Db): ReadSources =>
  shareBatches(async (organizationIds) => {
    const rows = await selectSources(db, [...new Set(organizationIds)]);
    const place = ({ type }: Source) => ALLOWED_DATA_SOURCE_TYPES.indexOf(type);
    const sorted = rows.toSorted((a, b) => place(a) - place(b));
    const byOrganization = Map.groupBy(sorted, (row) => row.organization_id);
    return organizationIds.map(
      (id) => new Map(byOrganization.get(id)?.map((row) => [row.id, row]) ?? []),
    );
  });

/** No more of a row than is needed: it stands in every answer, and rows are wide. */
function selectSources(db: Db, organizationIds: readonly string[]) {
  return db
    .selectFrom('data_source_connections as connection')
    .innerJoin('connection_access as access', 'access.connection_id', 'connection.id')
    .select(['connection.id', 'connection.name', 'connection.type', 'connection.enabled'])
    .select(['connection.status', 'connection.documents_processed', 'connection.error_code'])
    .select(['connection.last_sync_at', 'connection.last_sync_status'])
    .select(['access.mode', 'access.last_checked_at', 'connection.organization_id'])
    .where('connection.organization_id', '=', sql<string>`any(${organizationIds}::text[])`)
    .where('connection.type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
}

/** Of a connection that is gone by now, only its type is known. */
export function freshnessOf(
  sources: Sources,
  found: { connection_id: string; connection_type: DataSourceType },
): Freshness {
  const row = sources.get(found.connection_id);
  return {
    source: row?.name ?? found.connection_type,
    source_type: found.connection_type,
    fresh_as_of: row?.last_sync_at?.toISOString() ?? null,
    permissions_as_of: row?.last_checked_at?.toISOString() ?? null,
  };
}
