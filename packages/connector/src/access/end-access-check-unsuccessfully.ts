import { reportAccess } from '../runs/report-access.ts';
import type { RunKind } from '../runs/run-kind.ts';

/** What was read until now counts; what is older than the limit lets nobody in. */
export const endAccessCheckUnsuccessfully: RunKind['endUnsuccessfully'] = async (
  trx,
  work,
  { run, ending, failure },
) => {
  const status = ending === 'cancelled' ? 'access_cancelled' : 'access_failed';
  await reportAccess(trx, work, { status, counts: run, failure });
};
