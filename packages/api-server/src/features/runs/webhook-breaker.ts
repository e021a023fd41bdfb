import type { Log } from '@rita/platform/log';

/**
 * How we stand with the receiver of webhooks.
 * - `closed`: attempts are made · `open`: it failed again and again, so none are made for a while
 * - `half_open`: one attempt may find out · `gone`: it answered 410, and none are made any more
 */
export type BreakerState = 'closed' | 'open' | 'half_open' | 'gone';

/** One for each receiver; a replica finds out by itself, and a restart forgets. */
export type WebhookBreaker = {
  state: () => BreakerState;
  /** Whether an attempt may be made; in `half_open` only the first who asks may. */
  admit: () => boolean;
  /** How an attempt ended; nothing is to be told of one that nobody waited for. */
  record: (result: 'answered' | 'failed' | 'gone') => void;
};

const OPEN_AFTER_FAILURES = 10;
const FIRST_OPEN_MS = 15_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/**
 * Spares a receiver that is on its knees, and everybody the waiting for it. Ten failed attempts in a
 * row open it, for fifteen seconds, and for twice as long after each attempt that finds it still
 * failing, with jitter, so that replicas do not come back at the same moment.
 */
export function createWebhookBreaker({
  log,
  now = () => performance.now(),
}: {
  log: Log;
  now?: () => number;
}): WebhookBreaker {
  let failures = 0;
  let openMs = FIRST_OPEN_MS;
  let opensUntil: number | undefined;
  let isProbing = false;
  let isGone = false;

  function state(): BreakerState {
    if (isGone) return 'gone';
    if (opensUntil === undefined) return 'closed';
    return now() < opensUntil ? 'open' : 'half_open';
  }

  function open() {
    const isAgain = opensUntil !== undefined;
    opensUntil = now() + openMs * (0.75 + Math.random() / 2);
    openMs = Math.min(openMs * 2, LONGEST_OPEN_MS);
    isProbing = false;
    const fields = {
      count: failures,
      reason: isAgain ? 'still_failing' : 'failed_again_and_again',
    };
    log.error(fields, 'webhooks are held back: the connector fails');
  }

  return {
    state,
    admit: () => {
      const current = state();
      if (current !== 'half_open') return current === 'closed';
      if (isProbing) return false;
      isProbing = true;
      return true;
    },
    record: (result) => {
      if (result === 'gone') {
        isGone = true;
        const fields = { status: 410, security_event: 'webhook_endpoint_gone' };
        log.error(fields, 'the connector’s address is gone: no webhook is sent until a restart');
        return;
      }
      if (result === 'failed') {
        failures += 1;
        if (opensUntil !== undefined || failures >= OPEN_AFTER_FAILURES) open();
        return;
      }
      if (opensUntil !== undefined) log.info({}, 'the connector answers again');
      failures = 0;
      openMs = FIRST_OPEN_MS;
      opensUntil = undefined;
      isProbing = false;
    },
  };
}
