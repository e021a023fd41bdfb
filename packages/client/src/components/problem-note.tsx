import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { breakable } from '../lib/breakable.ts';
import { problemOf } from '../lib/problem-error.ts';
import { Note } from './ui/note.tsx';

type ProblemNoteProps = {
  /** Whatever a call threw. */
  error: unknown;
  /** A button to try again, for example. */
  action?: ReactNode;
  className?: string;
};

/** A refused request in plain words: what, what to do, and the request's id for the operator. */
export function ProblemNote({ error, action, className }: ProblemNoteProps) {
  const problem = problemOf(error);
  const info = t.problems[problem.code];
  return (
    <Note
      tone={problem.status >= 500 ? 'bad' : 'warn'}
      role="alert"
      {...(className === undefined ? {} : { className })}
    >
      <p className="font-semibold">{info.title}.</p>
      <p>{breakable(info.remedy)}</p>
      {problem.errors && problem.errors.length > 0 && (
        <ul className="mt-1 list-disc ps-4">
          {problem.errors.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              {fault.path}: {fault.message}
            </li>
          ))}
        </ul>
      )}
      {problem.status >= 500 && problem.request_id && (
        <p className="mt-1 text-xs text-muted">{t.common.requestId({ id: problem.request_id })}</p>
      )}
      {action && <div className="mt-2.5">{action}</div>}
    </Note>
  );
}
