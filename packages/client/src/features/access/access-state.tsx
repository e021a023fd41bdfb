import type { ConnectionAccess, DataSourceConnection } from '@rita/contracts';
import { Clock } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { Progress } from '../../components/ui/progress.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { DOT } from '../../lib/dot.ts';
import { formatDuration, formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { isRunSilent, secondsSinceHeard } from '../runs/connection-state.ts';
import { phaseInWords } from '../runs/phase-in-words.ts';
import { turnInWords } from '../runs/turn-in-words.ts';
import { WhoseTurn } from '../runs/whose-turn.tsx';
import { useMayWrite } from '../session/session.queries.ts';
import { useCancelAccessCheck } from './access.queries.ts';
import { accessAge, isFirstReading } from './access-age.ts';
import { useStaleLimitHours } from './reading-ability.queries.ts';

const texts = t.access;

/** How fresh what is known is, what is going on, and what went wrong. */
export function AccessState({ connection }: { connection: DataSourceConnection }) {
  const now = useNow();
  const { access } = connection;
  return (
    <div className="space-y-3 text-[13px]">
      <Age access={access} now={now} />
      {access.status === 'checking' ? (
        <Running connection={connection} now={now} />
      ) : (
        <LastEnd access={access} now={now} />
      )}
    </div>
  );
}

function Age({ access, now }: { access: ConnectionAccess; now: number }) {
  const age = accessAge(access, { limitHours: useStaleLimitHours(), now });
  if (age.kind === 'never') {
    const isFirst = isFirstReading(access);
    return (
      <Note tone="info" icon={Clock}>
        <p className="font-semibold">{isFirst ? t.firstReading.first : t.firstReading.never}</p>
        <p>{isFirst ? t.firstReading.firstText : t.firstReading.neverText}</p>
      </Note>
    );
  }
  const readAt = formatMoment(age.readAt, now);
  const isBelieved = age.kind === 'fresh' || access.mode === 'everyone';
  return (
    <>
      <p className="dotted tabular">
        <b className="font-semibold">{texts.asOf({ time: readAt })}</b>
        <span className="text-muted">{nextInWords(access, now)}</span>
      </p>
      {!isBelieved && (
        <Note tone="warn" icon={Clock}>
          {age.kind === 'ageing'
            ? texts.goesStale({
                duration: formatDuration((age.staleAt - now) / 1000),
                time: formatMoment(new Date(age.staleAt).toISOString(), now),
              })
            : texts.isStale({ time: readAt })}
        </Note>
      )}
    </>
  );
}

function nextInWords({ next_check_at: at, status }: ConnectionAccess, now: number): string {
  if (status === 'checking') return texts.checking;
  return at === null || Date.parse(at) <= now
    ? texts.nextSoon
    : texts.next({ time: formatMoment(at, now) });
}

function Running({ connection, now }: { connection: DataSourceConnection; now: number }) {
  const { access, id, name } = connection;
  const mayWrite = useMayWrite();
  const cancel = useCancelAccessCheck(id);
  const { documents_processed: done, documents_total: total } = access;
  const waitingUntil = access.run_waiting_until;
  const isWaiting = waitingUntil !== null && Date.parse(waitingUntil) > now;
  const { run_phase: phase } = access;
  const turn = turnInWords(access);
  const counted = total === null ? texts.soFar({ done }) : texts.ofTotal({ done, total });
  return (
    <div className="space-y-2">
      <Progress label={texts.progress({ name })} fraction={total ? done / total : null} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 text-muted tabular">
          {[counted, phase && t.run.checkRunning({ name: phaseInWords(phase) })]
            .filter(Boolean)
            .join(DOT)}
        </p>
        {mayWrite && (
          <Button size="small" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
            {texts.stop}
          </Button>
        )}
      </div>
      {turn !== null && <p className="text-muted tabular">{turn}</p>}
      <HeldUp access={access} now={now} />
      {isWaiting && (
        <p className="text-muted">{texts.waiting({ time: formatMoment(waitingUntil, now) })}</p>
      )}
    </div>
  );
}

/** That nothing is heard of it, or where its results wait. */
function HeldUp({ access, now }: { access: ConnectionAccess; now: number }) {
  const { run_held_up_by: by, run_deadline_at: deadline } = access;
  const isSilent = isRunSilent(access, now);
  if (by === null && !isSilent) return null;
  const duration = formatDuration(secondsSinceHeard(access, now) ?? 0);
  const silence =
    deadline === null
      ? t.run.silent({ duration })
      : t.run.silentUntil({ duration, time: formatMoment(deadline, now) });
  // While they wait, the end is put off.
  const isWaiting = by !== null && by !== 'connector';
  return (
    <Note tone="warn">
      {[isWaiting ? undefined : silence, by && t.run.heldUpBy[by]].filter(Boolean).join(' ')}
    </Note>
  );
}

function LastEnd({ access, now }: { access: ConnectionAccess; now: number }) {
  if (access.last_result === 'cancelled')
    return <p className="text-muted">{texts.lastCancelled}</p>;
  if (access.last_result !== 'failed') return null;
  const code = access.error_code ?? 'sync_failed';
  const info = t.problems[code];
  const { next_check_at: nextAt } = access;
  return (
    <Note tone="bad">
      <p>
        <b className="font-[620]">
          {texts.lastFailed}: {info.title}.
        </b>{' '}
        {breakable(info.remedy)}
      </p>
      <p className="dotted mt-1 text-muted">
        <span>
          <WhoseTurn code={code} />
        </span>
        {nextAt !== null && <span>{texts.nextTry({ time: formatMoment(nextAt, now) })}</span>}
      </p>
    </Note>
  );
}
