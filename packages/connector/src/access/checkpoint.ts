import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { forgetMet } from '../runs/met-items.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { AccessFinding } from '../sources/source-access.ts';
import { deletePartLists, nextGeneration } from './people.store.ts';
import { lockAccess } from './rule.store.ts';

/** Where a reading of permissions stands; the driver's own checkpoint is inside. */
export type AccessCheckpoint = {
  /** The number of the lists of people and groups that this reading brought first … */
  first_generation: number;
  /** … and of those that it brings since it was last taken up. */
  generation: number;
  /** What is read is at least as new as this. */
  began_at: string;
  findings: AccessFinding[];
  driver: Record<string, unknown> | null;
};

/**
 * The checkpoint of a run that begins, or is taken up again after it was broken off. Half a list from
 * before that and half from after it would be one that was never true: lists get another number each
 * time, and a driver that left no place to go on from brings all of them anew.
 */
export async function takeUp(trx: Transact, run: Run): Promise<Run> {
  await lockAccess(trx, ownerOf(run));
  await deletePartLists(trx, ownerOf(run));
  const left = run.checkpoint as Partial<AccessCheckpoint> | null;
  // One of a version before this has no first number.
  if (!left?.driver || left.first_generation === undefined) return beginAnew(trx, run);
  return store(trx, run, {
    ...(left as AccessCheckpoint),
    generation: await nextGeneration(trx, ownerOf(run)),
  });
}

/** That of a run which was taken up. */
export function checkpointOf(run: Run): AccessCheckpoint {
  if (run.checkpoint === null) throw new Error('a reading that was not taken up');
  return run.checkpoint as AccessCheckpoint;
}

async function beginAnew(trx: Transact, run: Run): Promise<Run> {
  const generation = await nextGeneration(trx, ownerOf(run));
  // After the lock that this takes: whatever a sync has stored by then is there, and all else comes later.
  const clock = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(trx);
  const beganAt = clock.rows[0]?.now ?? new Date();
  await forgetMet(trx, run.run_id);
  const counts = { documents_processed: 0, documents_failed: 0 };
  return store(
    trx,
    { ...run, ...counts },
    {
      ...{ first_generation: generation, generation },
      ...{ began_at: beganAt.toISOString(), findings: [], driver: null },
    },
  );
}

async function store(trx: Transact, run: Run, at: AccessCheckpoint): Promise<Run> {
  const { documents_processed, documents_failed } = run;
  return trx
    .updateTable('runs')
    .set({ documents_processed, documents_failed, checkpoint: storableJson(at) })
    .where('run_id', '=', run.run_id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
