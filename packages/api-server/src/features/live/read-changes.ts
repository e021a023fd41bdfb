import { ALLOWED_DATA_SOURCE_TYPES, type DataSourceConnection } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { toConnection } from '../data-sources/connection.ts';
import { selectSeen } from '../data-sources/data-sources.store.ts';
import type { Change } from './subscriber.ts';

/** The rows of these connections as they are now, in one statement; null for those that are gone. */
export async function readChanges(
  db: Kysely<Tables>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Change[]>> {
  const rows = await selectSeen(db)
    .where('organization_id', 'in', [...ids.keys()])
    .where(
      'id',
      'in',
      [...ids.values()].flatMap((set) => [...set]),
    )
    .where('type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
  const found = new Map(rows.map((row) => [`${row.organization_id} ${row.id}`, row]));
  return new Map(
    [...ids].map(([organizationId, changed]) => [
      organizationId,
      [...changed].map((id): Change => {
        const row = found.get(`${organizationId} ${id}`);
        return { id, connection: row === undefined ? null : toConnection(row) };
      }),
    ]),
  );
}

/** All connections of these organizations, in one statement. */
export async function readSnapshots(
  db: Kysely<Tables>,
  organizationIds: readonly string[],
): Promise<Map<string, DataSourceConnection[]>> {
  const rows = await selectSeen(db)
    .where('organization_id', 'in', organizationIds)
    .where('type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
  const place = (row: { type: DataSourceConnection['type'] }) =>
    ALLOWED_DATA_SOURCE_TYPES.indexOf(row.type);
  const connections = rows.toSorted((a, b) => place(a) - place(b)).map(toConnection);
  return Map.groupBy(connections, (connection) => connection.organization_id);
}
