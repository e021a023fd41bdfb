import type { AlertKind, ClockCause, RunProblemCode } from '@rita/contracts';

/** What can be the cause of an alert of ours; connectors may name any other problem: `other`. */
export type CauseInWords = RunProblemCode | 'credentials_required' | ClockCause | 'other';

export type AlertMessages = {
  /** ICU messages of `count`, `sources` and, but for what works again, `cause`. */
  lines: Record<AlertKind, string>;
  causes: Record<CauseInWords, string>;
};
