import type { VerificationCheck } from '@rita/contracts';
import { failPreview } from '../previews/preview.store.ts';
import { type Failure, reportSync, reportVerification } from './report-run.ts';
import { ownerOf, requireHeldRun } from './run.store.ts';
import type { Work } from './work.ts';

/** Ends a run as failed or cancelled, and says so; what it has fetched is kept. */
export async function endUnsuccessfully(
  work: Work,
  ending: 'failed' | 'cancelled',
  failure: Failure,
): Promise<void> {
  const { deps, run, held } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    if (run.kind === 'sync') {
      const status = ending === 'cancelled' ? 'sync_cancelled' : 'sync_failed';
      await reportSync(trx, work, { status, counts: current, failure });
      return;
    }
    if (run.kind === 'preview') {
      await failPreview(trx, current, failure);
      return;
    }
    if (run.credential_set_id !== null) {
      await deps.vault.deleteCandidate(trx, ownerOf(run), run.credential_set_id);
    }
    const checks = current.checks.map((check) => settleCheck(check, failure, ending));
    await reportVerification(trx, work, { status: 'failed', checks, failure });
  });
}

/** A check that was being made when it all ended is the one that failed. */
function settleCheck(
  check: VerificationCheck,
  failure: Failure,
  ending: 'failed' | 'cancelled',
): VerificationCheck {
  if (check.outcome !== 'running') return check;
  if (ending === 'cancelled') return { ...check, outcome: 'unknown' };
  return { ...check, outcome: 'failed', detail: check.detail ?? failure.text.slice(0, 500) };
}
