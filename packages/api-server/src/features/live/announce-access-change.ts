import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { AccessChange } from './access-change.ts';

/** Heard by every replica, as soon as the transaction counts; triggers send to it too. */
export const ACCESS_CHANNEL = 'access_changed';

/** Has all streams concerned asked anew who is behind them, and given a snapshot. */
export async function announceAccessChange(
  trx: Transaction<Tables>,
  change: AccessChange,
): Promise<void> {
  await sql`select pg_notify(${ACCESS_CHANNEL}, ${JSON.stringify(change)})`.execute(trx);
}
