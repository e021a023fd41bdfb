import { reportSync } from '../runs/report-run.ts';
import type { RunKind } from '../runs/run-kind.ts';

/** The documents that were read until now stay. */
export const endSyncUnsuccessfully: RunKind['endUnsuccessfully'] = async (
  trx,
  work,
  { run, ending, failure },
) => {
  const status = ending === 'cancelled' ? 'sync_cancelled' : 'sync_failed';
  await reportSync(trx, work, { status, counts: run, failure });
};
