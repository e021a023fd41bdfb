import { ProblemNote } from '../../components/problem-note.tsx';
import { t } from '../../i18n/index.ts';
import { ProblemError } from '../../lib/problem-error.ts';

/** A refused sign-in or the like, with the time to wait where there is one. */
export function SessionProblem({ error }: { error: unknown }) {
  const seconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  return (
    <ProblemNote
      error={error}
      action={seconds === undefined ? undefined : t.session.errors.tooMany({ seconds })}
    />
  );
}
