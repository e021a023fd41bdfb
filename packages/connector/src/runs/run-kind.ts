import type { Transact } from '../platform/db/tables.ts';
import type { Failure } from './report-run.ts';
import type { Run } from './run.store.ts';
import type { Work } from './work.ts';

/** How a run that did not succeed ends. */
export type UnsuccessfulEnd = {
  /** The row as it is now, locked. */
  run: Run;
  ending: 'failed' | 'cancelled';
  failure: Failure;
};

/** What runs of a kind do, and how they end when they do not succeed. */
export type RunKind = {
  /** Goes on from wherever the run stands. Throws what ends it as failed. */
  perform: (work: Work) => Promise<void>;
  /** Ends the run in the caller's transaction, and says so; what it has fetched is kept. */
  endUnsuccessfully: (trx: Transact, work: Work, end: UnsuccessfulEnd) => Promise<void>;
};

export type RunKinds = Record<Run['kind'], RunKind>;
