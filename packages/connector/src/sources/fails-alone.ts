import type { ProblemCode } from '@rita/contracts';
import { SourceError } from './source.ts';

/** What goes wrong with whatever is asked of a source: who asks, the way to it, its patience. */
const OF_THE_SOURCE: readonly ProblemCode[] = [
  'invalid_credentials',
  'sign_in_page',
  'credentials_expired',
  'rate_limited',
  'unreachable',
  'tls_error',
  'blocked_address',
];

/**
 * Whether an error is one item's (or one list's) own, so that everything else of a sync goes on:
 * an odd answer, a server error, no right to see it. What was stored of it stays.
 */
export function failsAlone(error: unknown): error is SourceError {
  return error instanceof SourceError && !OF_THE_SOURCE.includes(error.code);
}

const MOST_IN_A_ROW = 50;
/** A call that hangs costs minutes, so that fewer of them are borne. */
const WEIGHT_OF_A_TIMEOUT = 6;

/**
 * Tells items that fail alone from a source that fails with everything: more of them in a row
 * than one step of a sync has, without one that could be read between them, end the sync.
 */
export function createPatience() {
  let inARow = 0;
  return {
    succeeded: () => {
      inARow = 0;
    },
    /** Throws the error when it is one too many. */
    failed: (error: SourceError) => {
      inARow += error.code === 'timeout' ? WEIGHT_OF_A_TIMEOUT : 1;
      if (inARow > MOST_IN_A_ROW) throw error;
    },
  };
}

export type Patience = ReturnType<typeof createPatience>;
