import type { VerificationCheck } from '@rita/contracts';

/** Nothing is still being checked once the run is over. */
export function settleChecks(checks: VerificationCheck[]): VerificationCheck[] {
  if (checks.every((check) => check.outcome !== 'running')) return checks;
  return checks.map((check) =>
    check.outcome === 'running' ? { ...check, outcome: 'unknown' as const } : check,
  );
}

/** Each check with the time at which it was first heard to have ended the way it has. */
export function dateChecks(
  checks: VerificationCheck[],
  known: readonly VerificationCheck[],
  now: Date,
): VerificationCheck[] {
  return checks.map((check) => {
    if (check.outcome === 'running') return check;
    const before = known.find(({ name }) => name === check.name);
    const heard = before?.outcome === check.outcome ? before.checked_at : undefined;
    return { ...check, checked_at: heard ?? now.toISOString() };
  });
}
