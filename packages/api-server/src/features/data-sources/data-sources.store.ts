import {
  ALLOWED_DATA_SOURCE_TYPES,
  type ConnectionAccess,
  connectionAccessSchema,
  type DataSourceType,
} from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

/** A connection together with who may find its documents. */
export type SeenConnection = DataSourceConnectionRow & { access: ConnectionAccess };

/** What everybody sees of a connection's access, as the wire has it; its times are text already. */
export function accessOf(connectionId: RawBuilder<unknown>): RawBuilder<ConnectionAccess> {
  return sql<ConnectionAccess>`(select jsonb_build_object(${ACCESS_FIELDS})
    from connection_access where connection_access.connection_id = ${connectionId})`;
}

const ACCESS_FIELDS = sql.join(
  Object.keys(connectionAccessSchema.shape).flatMap((name) => [
    sql.lit(name),
    sql.ref(`connection_access.${name}`),
  ]),
);

/** The beginning of every statement that reads connections to show them. */
export function selectSeen(db: Db) {
  return db
    .selectFrom('data_source_connections')
    .selectAll('data_source_connections')
    .select(accessOf(sql.ref('data_source_connections.id')).as('access'));
}

export type NewConnection = {
  type: DataSourceType;
  name: string;
  description: string;
  settings: Record<string, unknown>;
  createdBy: string;
};

/** The organization's connections in the order of the catalogue. Types that it no longer has are left out. */
export async function listConnections(db: Db, organizationId: string): Promise<SeenConnection[]> {
  const rows = await selectSeen(db)
    .where('organization_id', '=', organizationId)
    .where('type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
  return inOrder(rows);
}

/** Which connections the organization has, in the same order, and in which version each of them is. */
export async function listVersions(
  db: Db,
  organizationId: string,
): Promise<Pick<SeenConnection, 'id' | 'type' | 'version'>[]> {
  const rows = await db
    .selectFrom('data_source_connections')
    .select(['id', 'type', 'version'])
    .where('organization_id', '=', organizationId)
    .where('type', 'in', ALLOWED_DATA_SOURCE_TYPES)
    .execute();
  return inOrder(rows);
}

function inOrder<Row extends Pick<SeenConnection, 'type'>>(rows: readonly Row[]): Row[] {
  const place = ({ type }: Row) => ALLOWED_DATA_SOURCE_TYPES.indexOf(type);
  return rows.toSorted((a, b) => place(a) - place(b));
}

export async function findConnection(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SeenConnection | undefined> {
  return selectSeen(db)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Creates those whose type the organization does not have yet; answers only the new ones. The
 * database adds the row of `connection_access` to each.
 */
export async function insertMissingConnections(
  db: Db,
  organizationId: string,
  connections: readonly NewConnection[],
): Promise<DataSourceConnectionRow[]> {
  return db
    .insertInto('data_source_connections')
    .values(
      connections.map((connection) => ({
        organization_id: organizationId,
        type: connection.type,
        name: connection.name,
        description: connection.description,
        settings: sql<Record<string, unknown>>`${JSON.stringify(connection.settings)}::jsonb`,
        created_by: connection.createdBy,
        updated_by: connection.createdBy,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organization_id', 'type']).doNothing())
    .returningAll()
    .execute();
}

export async function deleteConnection(db: Db, organizationId: string, id: string): Promise<void> {
  await db
    .deleteFrom('data_source_connections')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
