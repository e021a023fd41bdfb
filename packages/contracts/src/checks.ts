import { z } from 'zod';
import { reportedText } from './text.ts';

/** How one named check of a verification ended. `running`: it is being made right now. */
export const CHECK_OUTCOMES = ['running', 'passed', 'failed', 'unknown', 'not_needed'] as const;

export const verificationCheckSchema = z.object({
  /** Name from the catalogue entry's `checks`, or a name of the connector's own. */
  name: reportedText({ max: 100 }),
  outcome: z.enum(CHECK_OUTCOMES),
  /** What was found: a version, an account, a number. Never a secret. */
  detail: reportedText({ max: 500 }).nullish(),
  /** What to do about it, when it failed. */
  remedy: reportedText({ max: 1000 }).nullish(),
  /**
   * What the remedy is, for pages that say it in other words or another language: a problem code, or
   * a name of the connector's own. What a page does not know, it shows as `remedy`.
   */
  remedy_code: reportedText({ max: 100 }).nullish(),
  /** What goes into the remedy: names of tables, roles. Never a secret. */
  remedy_values: z.record(reportedText({ max: 100 }), reportedText({ max: 500 })).nullish(),
  duration_ms: z.number().min(0).max(86_400_000).nullish(),
  /** When it ended; set by the app, whose clock counts. */
  checked_at: z.iso.datetime({ offset: true }).nullish(),
});
export type VerificationCheck = z.output<typeof verificationCheckSchema>;
export type CheckOutcome = VerificationCheck['outcome'];
