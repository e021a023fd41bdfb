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

/** The attempt, while it is worth a word: those in use have not shown since that they work. */
export function attemptToTell(
  connection: Verified & Pick<DataSourceConnection, 'last_sync_at'>,
): FailedAttempt | undefined {
  const attempt = attemptOf(connection);
  const { last_sync_at: syncedAt } = connection;
  if (attempt === undefined || syncedAt === null) return attempt;
  return Date.parse(syncedAt) < Date.parse(attempt.at) ? attempt : undefined;
}

/** Whether the verification that ended last failed for the credentials in use, or for the only ones there were. */
export function hasVerificationFailed(connection: Verified): boolean {
  return connection.last_verification_error !== null && attemptOf(connection) === undefined;
}
