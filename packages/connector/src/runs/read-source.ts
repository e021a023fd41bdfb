import { type SourceContext, SourceError } from '../sources/source.ts';
import type { CredentialSet } from '../vault/vault.ts';
import { startHeartbeat } from './heartbeat.ts';
import { pauseReporter } from './pause-reporter.ts';
import { requirePinnedCredentials } from './pinned-credentials.ts';
import { createContext, type Work } from './work.ts';

type Options = {
  limitMs: number;
  /** Why it failed where it took longer. */
  tooLong: string;
  sendProgress: (work: Work, waitingUntil: Date | null) => Promise<void>;
};

export type SourceReading = {
  context: SourceContext<never, never>;
  credentials: CredentialSet;
  /** Aborted with the run, and when its time is over. */
  signal: AbortSignal;
  /** Progress was told just now. */
  sent: () => void;
};

/**
 * Lets a run that takes pages of its source work within its time, with a sign of life and a word on
 * waits meanwhile. Throws `SourceError` `timed_out` where the time was not enough.
 */
export async function readSource(
  work: Work,
  { limitMs, tooLong, sendProgress }: Options,
  read: (reading: SourceReading) => Promise<void>,
): Promise<void> {
  const credentials = await requirePinnedCredentials(work);
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([work.signal, limit]);
  const pauses = pauseReporter((until) => sendProgress(work, until));
  const context = createContext(work, credentials, { signal, onWaiting: pauses.onWaiting });
  const heartbeat = startHeartbeat(work, () => sendProgress(work, pauses.until()));
  try {
    await read({ context, credentials, signal, sent: heartbeat.sent });
  } catch (error) {
    throw limit.aborted && !work.signal.aborted ? new SourceError('timed_out', tooLong) : error;
  } finally {
    heartbeat.stop();
    pauses.stop();
  }
}
