import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import type { ReactNode } from 'react';
import { Note } from '../../components/ui/note.tsx';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';

type FailureNoteProps = {
  code: ProblemCode;
  /** What the source or the connector said, already masked; folded away. */
  details: string | null;
  /** The check that failed, by name. */
  failedCheck?: string | undefined;
  tone?: Tone;
  /** `alert` reads it out when it appears. */
  role?: 'alert';
  /** Further sentences: what stays usable, what happens next. */
  children?: ReactNode;
  action?: ReactNode;
};

/** Why a run failed, whose turn it is and what to do, in our words. */
export function FailureNote(props: FailureNoteProps) {
  const info = PROBLEMS[props.code];
  return (
    <Note tone={props.tone ?? 'bad'} {...(props.role ? { role: props.role } : {})}>
      <p className="font-semibold">
        {props.failedCheck ? `${props.failedCheck}: ` : ''}
        {info.title}.
      </p>
      <p className="mt-0.5">{info.remedy}</p>
      <p className="mt-0.5 text-muted">
        {t.connection.whoseTurn}: <span className="text-fg">{t.turn[info.turn]}</span>
      </p>
      {props.children}
      {props.details && (
        <details className="mt-1.5">
          <summary className="w-fit rounded-sm text-xs font-medium text-muted hover:text-fg">
            {t.connection.details}
          </summary>
          <p className="mt-1 rounded-control border border-line bg-surface px-2.5 py-2 font-mono text-xs whitespace-pre-wrap">
            {props.details}
          </p>
        </details>
      )}
      {props.action && <div className="mt-2.5 flex flex-wrap gap-2">{props.action}</div>}
    </Note>
  );
}
