import { ALLOWED_DATA_SOURCE_TYPES, type DataSourceConnection } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { toConnection } from '../data-sources/connection.ts';
import { type SeenConnection, selectSeen } from '../data-sources/data-sources.store.ts';
import type { Change } from './subscriber.ts';

/** Connections that changed, by organization and id; with the row where it is at hand. */
export type Changed = Map<string, Map<string, SeenConnection | undefined>>;

/**
 * The connections as they are now, or as they are at hand; those that have to be read in one
 * statement. Null for those that are gone.
 */
export async function readChanges(
  db: Kysely<Tables>,
  changed: Changed,
): Promise<Map<string, Change[]>> {
  const found = await readMissing(db, changed);
  return new Map(
    [...changed].map(([organizationId, rows]) => [
      organizationId,
      [...rows].map(([id, atHand]): Change => {
        const row = atHand ?? found.get(`${organizationId} ${id}`);
        return { id, connection: row === undefined ? null : toConnection(row) };
      }),
    ]),
  );
}

async function readMissing(
  db: Kysely<Tables>,
  changed: Changed,
): Promise<Map<string, SeenConnection>> {
  const missing = [...changed].flatMap(([organizationId, rows]) =>
    [...rows].flatMap(([id, atHand]) => (atHand === undefined ? [{ organizationId, id }] : [])),
  );
  if (missing.length === 0) return new Map();
  const organizationIds = new Set(missing.map(({ organizationId }) => organizationId));
  const rows = await selectSeen(db)
    .where('organization_id', 'in', [...organizationIds])
    .where(
      'id',
      'in',
      missing.map(({ id }) => id),
    )
    .where('type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
  return new Map(rows.map((row) => [`${row.organization_id} ${row.id}`, row]));
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
