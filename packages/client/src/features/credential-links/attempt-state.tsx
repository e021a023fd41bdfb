import type { DataSourceType, LinkAttempt } from '@rita/contracts';
import { useEffect, useRef } from 'react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { checkLines } from '../connection/check-list.ts';
import { VerificationChecks } from '../connection/verification-checks.tsx';

type AttemptStateProps = {
  type: DataSourceType;
  attempt: LinkAttempt;
  /** Whether what was typed is in the form: it is not after the page was loaded again. */
  isKept: boolean;
};

/** What becomes of what was sent, check by check, and why it was not accepted. */
export function AttemptState({ type, attempt, isKept }: AttemptStateProps) {
  const { state, error_code: code, checks } = attempt;
  if (state === 'running') {
    return (
      <section aria-label={t.connection.checks} aria-live="polite">
        <VerificationChecks lines={checkLines(type, checks)} />
      </section>
    );
  }
  const title = state === 'cancelled' ? t.configure.cancelledTitle : t.enterCredentials.notAccepted;
  return (
    <NotAccepted
      key={attempt.run_id}
      tone={state === 'cancelled' ? 'off' : 'bad'}
      {...(state === 'cancelled' || code === null ? { title } : t.problems[code])}
      isKept={isKept}
    />
  );
}

type NotAcceptedProps = { tone: 'off' | 'bad'; title: string; remedy?: string; isKept: boolean };

/** Stands above the form, so it is led to. */
function NotAccepted({ tone, title, remedy, isKept }: NotAcceptedProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className="outline-none">
      <Note tone={tone} role="alert">
        <p className="font-semibold">{title}</p>
        {remedy && <p>{breakable(remedy)}</p>}
        <p className="mt-1 text-muted">
          {isKept && t.configure.failedKept} {t.enterCredentials.tryAgain}
        </p>
      </Note>
    </div>
  );
}
