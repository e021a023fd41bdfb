import type { Transact } from '../platform/db/tables.ts';
import { RunStopped } from './live-runs.ts';
import { type Attempt, type Run, requireHeldRun } from './run.store.ts';

/**
 * Locks the run before what it found is made good. Throws `RunLostError`, and `RunStopped` where it was
 * cancelled, be it that another process took the cancel and this one has not noticed yet.
 */
export async function requireWantedRun(trx: Transact, held: Attempt): Promise<Run> {
  const run = await requireHeldRun(trx, held);
  if (run.cancel_requested_at !== null) throw new RunStopped('cancelled');
  return run;
}
