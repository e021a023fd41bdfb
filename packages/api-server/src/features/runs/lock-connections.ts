import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { Tables } from '../../platform/db/tables.ts';

export type LockedConnections<Row> = {
  rows: Row[];
  /** The database's clock after the lock was taken. */
  now: Date;
};

/**
 * Locks the rows named, each by id and organization, in id order so that no two lockers wait for
 * each other; answers the columns named.
 */
export async function lockConnections<Column extends keyof DataSourceConnectionRow>(
  trx: Transaction<Tables>,
  keys: readonly { id: string; organization_id: string }[],
  columns: readonly Column[],
): Promise<LockedConnections<Pick<DataSourceConnectionRow, Column>>> {
  const named = rowsFromArrays('named', {
    id: { type: 'uuid', values: keys.map((key) => key.id) },
    organization_id: { type: 'text', values: keys.map((key) => key.organization_id) },
  });
  // Each key once: a join would give a row as often as it is named. The clock is read when the last row
  // is locked, and by the same statement: PostgreSQL would wait in between until we get round to it.
  const { rows } = await sql<Pick<DataSourceConnectionRow, Column> & { now: Date }>`
    with locked as materialized (
      select ${sql.join(columns.map((name) => sql.ref(`stored.${name}`)))}
      from data_source_connections as stored
      join (
        select distinct id, organization_id from ${named.from}
      ) as wanted
        on wanted.id = stored.id and wanted.organization_id = stored.organization_id
      order by stored.id
      for update of stored
    )
    select locked.*, clock.now
    from (select clock_timestamp() as now from (select count(*) from locked) as all_locked) as clock,
      locked
  `.execute(trx);
  return { rows, now: rows[0]?.now ?? (await databaseNow(trx)) };
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
  // The clock is read of what the inner statement answers, which is after the lock was waited for.
  const { rows } = await sql<DataSourceConnectionRow & { now: Date }>`
    with locked as materialized (
      select * from data_source_connections
      where id = ${id} and organization_id = ${organizationId}
      for update
    )
    select locked.*, clock_timestamp() as now from locked`.execute(trx);
  const [locked] = rows;
  if (locked === undefined) return undefined;
  const { now, ...row } = locked;
  return { row, now };
}
