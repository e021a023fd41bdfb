import type { ProblemCode, VerificationCheck } from '@rita/contracts';
import type { RowChanges, RunRow } from './run-state.ts';

/** Whether the verification under way tries new credentials while others are in use. */
export function isAttempt(
  row: Pick<RunRow, 'pending_attempt' | 'last_verified_at'>,
): row is { pending_attempt: NonNullable<RunRow['pending_attempt']>; last_verified_at: Date } {
  return row.pending_attempt !== null && row.last_verified_at !== null;
}

/** What a verification changes that tried new credentials in vain: what is known of those in use stays. */
export function failAttempt(
  row: RunRow,
  failure: { code: ProblemCode; text: string; checks: VerificationCheck[] },
  now: Date,
): RowChanges {
  return {
    verification_checks: row.pending_attempt?.checks ?? [],
    failed_attempt: {
      at: now.toISOString(),
      error_code: failure.code,
      error: failure.text,
      method: row.pending_attempt?.method ?? null,
      checks: failure.checks,
    },
  };
}
