import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { AccessFinding } from '../sources/source-access.ts';
import { nextGeneration } from './people.store.ts';

/** Where a reading of permissions stands; the driver's own checkpoint is inside. */
export type AccessCheckpoint = {
  generation: number;
  /** What is read is at least as new as this. */
  began_at: string;
  findings: AccessFinding[];
  driver: Record<string, unknown> | null;
};

/** That of a run that goes on, or a new one for a run that begins. */
export async function requireCheckpoint(trx: Transact, run: Run): Promise<AccessCheckpoint> {
  return (run.checkpoint as AccessCheckpoint | null) ?? beginAnew(trx, run);
}

async function beginAnew(trx: Transact, run: Run): Promise<AccessCheckpoint> {
  const generation = await nextGeneration(trx, ownerOf(run));
  // After the lock that this takes: whatever a sync has stored by then is there, and all else comes later.
  const clock = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(trx);
  const beganAt = clock.rows[0]?.now ?? new Date();
  const at = { generation, began_at: beganAt.toISOString(), findings: [], driver: null };
  await trx
    .updateTable('runs')
    .set({ checkpoint: storableJson(at) })
    .where('run_id', '=', run.run_id)
    .execute();
  return at;
}
