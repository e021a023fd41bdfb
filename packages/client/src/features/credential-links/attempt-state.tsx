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
  /** Whether the form still holds what was sent: not for whoever opens the link again later. */
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
  const isCancelled = state === 'cancelled';
  return <NotAccepted key={attempt.run_id} isCancelled={isCancelled} code={code} isKept={isKept} />;
}

type NotAcceptedProps = {
  isCancelled: boolean;
  code: LinkAttempt['error_code'];
  isKept: boolean;
};

/** Stands above the form, so it is led to. */
function NotAccepted({ isCancelled, code, isKept }: NotAcceptedProps) {
  const texts = t.enterCredentials;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className="outline-none">
      <Note tone={isCancelled ? 'off' : 'bad'} role="alert">
        <p className="font-semibold">
          {isCancelled ? t.configure.cancelledTitle : texts.notAccepted}
        </p>
        {code !== null && (
          <p>
            {t.problems[code].title}. {breakable(t.problems[code].remedy)}
          </p>
        )}
        <p className="mt-1 text-muted">
          {isKept && `${texts.kept} `}
          {texts.tryAgain}
        </p>
      </Note>
    </div>
  );
}
