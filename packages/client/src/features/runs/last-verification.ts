import type { DataSourceConnection, FailedAttempt } from '@rita/contracts';

type Verified = Pick<
  DataSourceConnection,
  'failed_attempt' | 'last_verification_at' | 'last_verification_error'
>;

/** New credentials that were tried with the verification that ended last, and did not come into use. */
export function attemptOf(connection: Verified): FailedAttempt | undefined {
  const { failed_attempt: attempt, last_verification_at: at } = connection;
  if (attempt === null || at === null) return undefined;
  return Date.parse(attempt.at) >= Date.parse(at) ? attempt : undefined;
}

/** Whether the verification that ended last failed for the credentials in use, or for the only ones there were. */
export function hasVerificationFailed(connection: Verified): boolean {
  return connection.last_verification_error !== null && attemptOf(connection) === undefined;
}
