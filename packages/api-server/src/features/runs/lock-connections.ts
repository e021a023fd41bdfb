import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';

export type LockedConnections = {
  rows: DataSourceConnectionRow[];
  /** The database's clock after the lock was taken. */
  now: Date;
};

/** Locks the rows named, each by id and organization, in id order so that no two lockers wait for each other. */
export async function lockConnections(
  trx: Transaction<Tables>,
  keys: readonly { id: string; organization_id: string }[],
  columns: RawBuilder<unknown> = sql`stored.*`,
): Promise<LockedConnections> {
  // Each key once: a join would give a row as often as it is named.
  const { rows } = await sql<DataSourceConnectionRow>`
    select ${columns} from data_source_connections as stored
    join (
      select distinct id, organization_id
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as named (id uuid, organization_id text)
    ) as wanted
      on wanted.id = stored.id and wanted.organization_id = stored.organization_id
    order by stored.id
    for update of stored
  `.execute(trx);
  return { rows, now: await databaseNow(trx) };
}

/** The one clock that deadlines are kept by. */
export async function databaseNow(db: Transaction<Tables>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date();
}

/** Locks one connection, or answers undefined when the organization has none of that id. */
export async function lockConnection(
  trx: Transaction<Tables>,
  organizationId: string,
  id: string,
): Promise<{ row: DataSourceConnectionRow; now: Date } | undefined> {
  const { rows, now } = await lockConnections(trx, [{ id, organization_id: organizationId }]);
  const row = rows[0];
  return row === undefined ? undefined : { row, now };
}
