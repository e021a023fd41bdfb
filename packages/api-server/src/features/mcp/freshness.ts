import type { DataSourceType } from '@rita/contracts';
import { z } from 'zod';
import type { Db } from '../../platform/db/tables.ts';
import { listConnections, type SeenConnection } from '../data-sources/data-sources.store.ts';

/** How far what is found can be relied on; null: that has not been read yet. */
export const freshnessSchema = z.object({
  source: z.string().describe('Name of the source'),
  source_type: z.string(),
  fresh_as_of: z.string().nullable().describe('When the source was last read to its end'),
  permissions_as_of: z.string().nullable().describe('When its permissions were last read'),
});
export type Freshness = z.output<typeof freshnessSchema>;

/** The organization's sources by the id of their connection. */
export type Sources = ReadonlyMap<string, SeenConnection>;

export async function readSources(db: Db, organizationId: string): Promise<Sources> {
  const rows = await listConnections(db, organizationId);
  return new Map(rows.map((row) => [row.id, row]));
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
    permissions_as_of: row?.access.last_checked_at ?? null,
  };
}
