import { setTimeout as wait } from 'node:timers/promises';
import { answersReady } from './handling.ts';
import type { Intake } from './intake.ts';

/** What happens to messages in hand while they cannot be handled for a cause that passes. */
export type Hold = {
  /**
   * Waits until it is worth another try, with nothing new let in.
   *
   * @throws PassingFailure, or the cause given, when the messages had better go back to the queue
   */
  untilReady: (cause: unknown) => Promise<void>;
  /** A try succeeded: messages are let in again. */
  release: () => Promise<void>;
};

/**
 * Well below the half hour after which a broker takes back what is not acknowledged, and short
 * enough that another replica which has what we miss gets its chance.
 */
const LONGEST_HOLD_MS = 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_READY_WAIT_MS = 1_000;
const LONGEST_FAILURE_WAIT_MS = 5_000;

/**
 * A message that goes back to the queue has cost a delivery, and a broker may count those and
 * give a message up after a number of them (RabbitMQ 4: 20). So while the cause may pass, messages
 * are kept where they are.
 */
export function createHold(options: {
  intake: Intake;
  isReady: () => Promise<boolean>;
  counters: { passingFailures: number };
  onHold: (cause: unknown) => void;
  onRelease: () => void;
  /** Aborted when nobody may be kept waiting any more. */
  ending: AbortSignal;
  longestMs?: number | undefined;
}): Hold {
  const { intake, isReady, counters, ending, longestMs = LONGEST_HOLD_MS } = options;
  let sinceMs: number | undefined;

  return {
    untilReady: async (cause) => {
      counters.passingFailures += 1;
      sinceMs ??= performance.now();
      if (ending.aborted) throw cause;
      options.onHold(cause);
      await intake.shut();
      await rest(waitAfter(counters.passingFailures), ending);
      for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_READY_WAIT_MS)) {
        if (ending.aborted || performance.now() - sinceMs >= longestMs) throw cause;
        if (await answersReady(isReady)) return;
        await rest(waitMs, ending);
      }
    },
    release: async () => {
      counters.passingFailures = 0;
      if (sinceMs === undefined) return;
      sinceMs = undefined;
      if (ending.aborted) return;
      await intake.open();
      options.onRelease();
    },
  };
}

/** Waits until we are ready; longer after failures in a row although we were. */
export async function untilReady(options: {
  isReady: () => Promise<boolean>;
  failures: number;
  onWait: () => void;
  stop: AbortSignal;
}): Promise<void> {
  const { isReady, failures, onWait, stop } = options;
  if (failures > 0) await rest(waitAfter(failures), stop);
  let waitMs = FIRST_WAIT_MS;
  while (!stop.aborted && !(await answersReady(isReady))) {
    onWait();
    await rest(waitMs, stop);
    waitMs = Math.min(waitMs * 2, LONGEST_READY_WAIT_MS);
  }
}

function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10), LONGEST_FAILURE_WAIT_MS);
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return wait(ms, undefined, { signal }).catch(() => {});
}
