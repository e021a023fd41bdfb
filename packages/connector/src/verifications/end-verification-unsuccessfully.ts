import type { VerificationCheck } from '@rita/contracts';
import { reportVerification } from '../runs/report-run.ts';
import { ownerOf } from '../runs/run.store.ts';
import type { RunKind, UnsuccessfulEnd } from '../runs/run-kind.ts';

/** Credentials that were not proven are forgotten at once. */
export const endVerificationUnsuccessfully: RunKind['endUnsuccessfully'] = async (
  trx,
  work,
  end,
) => {
  const { deps, run } = work;
  if (run.credential_set_id !== null) {
    await deps.vault.deleteCandidate(trx, ownerOf(run), run.credential_set_id);
  }
  const checks = end.run.checks.map((check) => settleCheck(check, end));
  await reportVerification(trx, work, { status: 'failed', checks, failure: end.failure });
};

/** A check that was being made when it all ended is the one that failed. */
function settleCheck(
  check: VerificationCheck,
  { ending, failure }: UnsuccessfulEnd,
): VerificationCheck {
  if (check.outcome !== 'running') return check;
  if (ending === 'cancelled') return { ...check, outcome: 'unknown' };
  return { ...check, outcome: 'failed', detail: check.detail ?? failure.text.slice(0, 500) };
}
