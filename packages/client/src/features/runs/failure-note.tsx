import type { DataSourceConnection, ProblemCode } from '@rita/contracts';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import { CONNECTION_STATES, type ConnectionState } from './connection-state.ts';
import { hasVerificationFailed } from './last-verification.ts';
import { WhoseTurn } from './whose-turn.tsx';

type FailureNoteProps = { connection: DataSourceConnection; state: ConnectionState; now: number };

/** What went wrong in the last run, whose turn it is, what to do, and what still works. */
export function FailureNote({ connection, state, now }: FailureNoteProps) {
  const code = failureCode(connection);
  const info = t.problems[code];
  const { tone, icon } = CONNECTION_STATES[state];
  return (
    <Note tone={tone} icon={icon}>
      <p>
        <b className="font-[620]">{titleOf(connection, code, now)}.</b> {breakable(info.remedy)}
      </p>
      <p className="dotted mt-1 text-muted">
        <span>
          <WhoseTurn code={code} />
        </span>
        {connection.last_sync_at !== null && (
          <span>
            {t.freshness.keptDocuments({ time: formatMoment(connection.last_sync_at, now) })}
          </span>
        )}
      </p>
    </Note>
  );
}

/** The code of the failure that is shown; connectors in the field may report none. */
export function failureCode(connection: DataSourceConnection): ProblemCode {
  if (connection.error_code !== null) return connection.error_code;
  return hasVerificationFailed(connection) ? 'verification_failed' : 'sync_failed';
}

function titleOf(connection: DataSourceConnection, code: ProblemCode, now: number): string {
  const expiredAt = connection.credentials_expire_at;
  if (code === 'credentials_expired' && expiredAt !== null) {
    return t.freshness.expired({ time: formatDay(expiredAt, now) });
  }
  return t.problems[code].title;
}
