import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * The moment by the database's clock, which wrote down when things were read. A process whose own clock
 * is behind would believe for longer what has grown too old.
 */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a statement without a condition gave no row');
  return row.now;
}
