import type { DataSourceConnection } from '@rita/contracts';

/** What the browser remembers of the verification that it started. */
export type StartedVerification = {
  /** The connection as it was just before. */
  version: number;
  lastVerificationAt: string | null;
};

export function momentOf(connection: DataSourceConnection): StartedVerification {
  return { version: connection.version, lastVerificationAt: connection.last_verification_at };
}

/**
 * Where the verification stands.
 * - `none`: there was none yet
 * - `cancelled`: ours ended without a result
 */
export type VerificationStage = 'none' | 'running' | 'passed' | 'failed' | 'cancelled';

/**
 * Where the verification stands, for the row we have now and the one we started from, if we did.
 * `forgotten`: the moment of a result that says nothing about what is in the form.
 */
export function verificationStage(
  connection: DataSourceConnection,
  started: StartedVerification | undefined,
  forgotten: string | null = null,
): VerificationStage {
  if (connection.status === 'verifying') return 'running';
  if (started !== undefined) {
    if (connection.version <= started.version) return 'running';
    if (connection.last_verification_at === started.lastVerificationAt) return 'cancelled';
  }
  if (connection.last_verification_at === forgotten) return 'none';
  return connection.last_verification_error === null ? 'passed' : 'failed';
}

/**
 * Since when the connector holds a verified secret, or since it was proven last. It keeps that one
 * until a newer is verified, so a failure later does not end it. `undefined`: none is held.
 */
export function heldSecret({
  verified_at: since,
}: Pick<DataSourceConnection, 'verified_at'>): { since: string } | undefined {
  return since === null ? undefined : { since };
}
