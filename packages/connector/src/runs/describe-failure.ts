import { isDatabaseAway } from '@rita/platform/database-away';
import { SourceError } from '../sources/source.ts';
import { VaultError } from '../vault/envelope.ts';
import { HeldDeletionsError } from './held-deletions.ts';
import { RunStopped } from './live-runs.ts';
import { type Failure, failureOf } from './report-run.ts';
import { wordsOfSource } from './words-of-source.ts';
import type { Work } from './work.ts';

const LONGEST_DETAIL = 1000;
const LONGEST_SOURCE_TEXT = 300;

/** What a failed run says to people: our words, then the source's own, masked and cut. */
export function describeFailure(work: Work, error: unknown): Failure & { isBug: boolean } {
  const { mask } = work.masking;
  if (error instanceof RunStopped) return { code: null, text: 'Cancelled', isBug: false };
  if (error instanceof SourceError) {
    const detail = mask(error.message, LONGEST_DETAIL);
    const said = wordsOfSource(error.sourceText ?? '');
    const sentence = detail.replace(/\.$/, '');
    const text = said
      ? `${sentence}. The source says: “${mask(said, LONGEST_SOURCE_TEXT)}”`
      : detail;
    const held = error instanceof HeldDeletionsError ? error.held : undefined;
    return { code: error.code, text, held, isBug: false };
  }
  if (error instanceof VaultError) {
    const text = 'The credentials held could not be opened; enter them again';
    return { code: 'credentials_required', text, isBug: true };
  }
  const code = work.run.kind === 'verification' ? 'verification_failed' : 'sync_failed';
  return { ...failureOf(code), isBug: true };
}

/** Trying again helps. A failure of the source is none of the database. */
export function isPassingDatabaseError(error: unknown): boolean {
  return !(error instanceof SourceError) && isDatabaseAway(error);
}
