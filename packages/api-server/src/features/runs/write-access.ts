import type { Transaction } from 'kysely';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { updateAccessRow } from './access-row.store.ts';
import type { AccessChanges } from './access-run.ts';
import { type Actor, changeOf, writeConnectionChanges } from './change-connections.ts';
import type { RunAudit } from './run-state.ts';

/** A connection and its reading of permissions, both locked, and the database's clock. */
export type LockedAccess = { row: DataSourceConnectionRow; access: ConnectionAccessRow; now: Date };

/** Writes a change of a reading; the connection gets a new version with it, and browsers hear of it. */
export async function writeAccess(
  trx: Transaction<Tables>,
  { row, access, now }: LockedAccess,
  change: { changes: AccessChanges; audit: RunAudit[]; actor: Actor },
): Promise<void> {
  await updateAccessRow(trx, access, change.changes);
  const { audit, actor } = change;
  await writeConnectionChanges(trx, [{ ...changeOf(row, {}, now), audit, actor }]);
}
