import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import { isDatabaseAway } from '@rita/platform/database-away';
import { shareBatches } from '../../platform/share-batches.ts';
import { applyStatusMessages } from './apply-status-messages.ts';
import type { RunDeps } from './run-deps.ts';

/** As of the queue: so much of messages is in one transaction. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** A row that somebody else holds: the fault of the message that names it, and of no other. */
const LOCK_NOT_AVAILABLE = '55P03';

type Told = { message: DataSourceStatusMessage; bytes: number };
type Settled = { outcome: StatusMessageOutcome } | { error: unknown };

/**
 * Applies messages that requests bring, those that are on their way together in one transaction. Each
 * is answered for itself, after the commit.
 *
 * @returns applies one; throws what kept it, and it alone, from being applied
 */
export function shareStatusMessages(deps: RunDeps): (told: Told) => Promise<StatusMessageOutcome> {
  const share = shareBatches<Told, Settled>(
    (batch) =>
      applyInParts(
        deps,
        batch.map(({ message }) => message),
      ),
    { sizeOf: ({ bytes }) => bytes, maxSize: MAX_BATCH_BYTES },
  );
  return async (told) => {
    const settled = await share(told);
    if ('error' in settled) throw settled.error;
    return settled.outcome;
  };
}

/** A batch that fails is split in halves, so that one bad message is found and the others are applied. */
async function applyInParts(
  deps: RunDeps,
  messages: readonly DataSourceStatusMessage[],
): Promise<Settled[]> {
  try {
    const outcomes = await applyStatusMessages(deps, messages);
    return outcomes.map((outcome) => ({ outcome }));
  } catch (error) {
    if (messages.length === 1 || isForAll(error)) return messages.map(() => ({ error }));
    deps.log.warn({ err: error, count: messages.length }, 'status messages could not be applied');
    const middle = Math.ceil(messages.length / 2);
    const first = await applyInParts(deps, messages.slice(0, middle));
    return [...first, ...(await applyInParts(deps, messages.slice(middle)))];
  }
}

function isForAll(error: unknown): boolean {
  return isDatabaseAway(error) && (error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE;
}
