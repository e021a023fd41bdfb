import type { FailedAttempt, ProblemCode } from '@rita/contracts';
import { KeyRound } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { DOT } from '../../lib/dot.ts';
import { formatMoment } from '../../lib/format.ts';

const REFUSALS: ReadonlySet<ProblemCode> = new Set(['invalid_credentials', 'credentials_expired']);

type AttemptNoteProps = {
  attempt: FailedAttempt;
  /** Those in use are not accepted either. */
  isLost: boolean;
  now: number;
};

/** New credentials that did not come into use: why, and whether those before them do their work. */
export function AttemptNote({ attempt, isLost, now }: AttemptNoteProps) {
  const code = attempt.error_code;
  const { title, remedy } = t.problems[code];
  const isRefused = REFUSALS.has(code);
  return (
    <Note tone="warn" icon={KeyRound}>
      <p className="font-[620]">
        {isRefused ? t.attempt.refused : t.attempt.unproven}{' '}
        {isLost ? t.attempt.notInUse : t.attempt.oldInUse}
      </p>
      <p className="mt-1 text-muted">
        {formatMoment(attempt.at, now)}
        {DOT}
        {title}. {breakable(remedy)}
      </p>
    </Note>
  );
}
