import type { DataSourceConnection } from '@rita/contracts';
import type { ComponentType, ReactNode } from 'react';
import { Note } from '../../components/ui/note.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { t } from '../../i18n/index.ts';
import { changesInWords } from '../../lib/changes-in-words.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { checkInWords, describeSource } from '../../lib/describe-source.ts';
import { DOT } from '../../lib/dot.ts';
import { formatDay, formatDuration, formatMoment } from '../../lib/format.ts';
import { type ConnectionState, secondsSinceHeard } from '../runs/connection-state.ts';
import { FailureNote } from '../runs/failure-note.tsx';
import { QueuedNote } from '../runs/queued-note.tsx';
import { SyncProgress } from '../runs/sync-progress.tsx';
import { PausedNote } from '../schedule/paused-note.tsx';
import { useMayWrite } from '../session/session.queries.ts';
import { HeldNote } from './held-note.tsx';

type BodyProps = {
  connection: DataSourceConnection;
  state: ConnectionState;
  now: number;
  /** A note beside it says when the credentials expire. */
  isExpiryTold?: boolean;
};
type CardBodyProps = BodyProps & { isToldAbove?: boolean };

/** The middle of a card: what matters most in this state. */
export function CardBody({ isToldAbove = false, ...props }: CardBodyProps) {
  const Body = BODIES[props.state];
  return (
    <>
      {isToldAbove ? <Muted>{t.alerts.toldAbove}</Muted> : <Body {...props} />}
      {props.connection.paused_at !== null && (
        <div className="mt-3 first:mt-0">
          <PausedNote connection={props.connection} now={props.now} />
        </div>
      )}
    </>
  );
}

/** Each a component of its own: some have hooks, and a card goes from one state to the next. */
const BODIES: Record<ConnectionState, ComponentType<BodyProps>> = {
  not_configured: ({ connection }) => <Muted>{describeSource(connection.type).needs}</Muted>,
  unfinished: Unfinished,
  ready: Ready,
  verifying: Verifying,
  syncing: SyncProgress,
  rate_limited: RateLimited,
  queued: QueuedNote,
  silent: Silent,
  results_waiting: ResultsWaiting,
  synced: Synced,
  synced_with_problems: SyncedWithProblems,
  found_nothing: FoundNothing,
  cancelled: Cancelled,
  paused: Paused,
  needs_credentials: FailureNote,
  failed: FailureNote,
  verification_failed: FailureNote,
  held: HeldNote,
};

function Muted({ children }: { children: ReactNode }) {
  return <p className="text-[13px] text-muted">{children}</p>;
}

/** Members can neither choose nor sync: they are told who does. */
function Unfinished() {
  return <Muted>{t.freshness[useMayWrite() ? 'unfinished' : 'unfinishedMember']}</Muted>;
}

function SyncFailedBefore() {
  return <Muted>{t.freshness[useMayWrite() ? 'syncFailedBefore' : 'syncFailedMember']}</Muted>;
}

function Ready({ connection }: BodyProps) {
  if (connection.last_sync_status === 'failed') return <SyncFailedBefore />;
  return (
    <p className="dotted text-[13px]">
      <span>
        {t.freshness.verified}{' '}
        {connection.verified_at && <RelativeTime at={connection.verified_at} />}
      </span>
      <span className="text-muted">{t.freshness.neverSynced}</span>
    </p>
  );
}

function Verifying({ connection, now }: BodyProps) {
  const named = describeSource(connection.type).checks;
  const checks = connection.verification_checks;
  const done = checks.filter(({ outcome }) => outcome !== 'running').length;
  const running = checks.find(({ outcome }) => outcome === 'running');
  return (
    <div className="space-y-1 text-[13px]">
      <p className="dotted tabular">
        <span>
          {t.run.checksDone({ done, total: Math.max(Object.keys(named).length, checks.length) })}
        </span>
        {running && (
          <span className="text-muted">
            {t.run.checkRunning({ name: checkInWords(connection.type, running.name) })}
          </span>
        )}
      </p>
      <p className="text-muted first-letter:uppercase">
        {connection.run_deadline_at &&
          `${t.run.endsBy({ time: formatMoment(connection.run_deadline_at, now) })}. `}
        {t.run.mayLeave}
      </p>
    </div>
  );
}

function RateLimited({ connection, state, now }: BodyProps) {
  const until = formatMoment(connection.run_waiting_until ?? connection.updated_at, now);
  return (
    <div className="space-y-3">
      <SyncProgress connection={connection} state={state} />
      <Note tone="info">{t.run.waiting({ source: connection.name, time: until })}</Note>
    </div>
  );
}

function Silent({ connection, state, now }: BodyProps) {
  const duration = formatDuration(secondsSinceHeard(connection, now) ?? 0);
  const deadline = connection.run_deadline_at;
  return (
    <div className="space-y-3">
      <SyncProgress connection={connection} state={state} />
      <Note tone="warn">
        {deadline === null
          ? t.run.silent({ duration })
          : t.run.silentUntil({ duration, time: formatMoment(deadline, now) })}
        {connection.run_held_up_by === 'connector' && ` ${t.run.heldUpBy.connector}`}
      </Note>
    </div>
  );
}

function ResultsWaiting({ connection, state }: BodyProps) {
  const by = connection.run_held_up_by;
  return (
    <div className="space-y-3">
      {connection.status === 'syncing' && <SyncProgress connection={connection} state={state} />}
      {by !== null && <Note tone="warn">{t.run.heldUpBy[by]}</Note>}
    </div>
  );
}

function Synced({ connection, now, isExpiryTold }: BodyProps) {
  return (
    <div className="space-y-1.5">
      <p className="text-[13px] tabular">
        <b className="font-semibold">
          {countedDocuments(connection.type, connection.documents_processed)}
        </b>
        <span className="text-muted">
          <Changes connection={connection} />
        </span>
      </p>
      <p className="dotted text-xs text-muted tabular">
        {connection.last_sync_at && (
          <span>
            {t.freshness.freshAsOf} {formatMoment(connection.last_sync_at, now)}
          </span>
        )}
        {connection.next_sync_at && (
          <span>{t.freshness.next({ time: formatMoment(connection.next_sync_at, now) })}</span>
        )}
        {!isExpiryTold && <Expiry connection={connection} now={now} />}
      </p>
    </div>
  );
}

const EXPIRY_WARNING_MS = 30 * 86_400_000;

function Expiry({ connection, now }: { connection: DataSourceConnection; now: number }) {
  const at = connection.credentials_expire_at;
  if (at === null || Date.parse(at) - now > EXPIRY_WARNING_MS) return null;
  const day = formatDay(at, now);
  return (
    <span className="font-semibold text-warn">
      {Date.parse(at) > now
        ? t.freshness.expires({ time: day })
        : t.freshness.expired({ time: day })}
    </span>
  );
}

function Changes({ connection }: { connection: DataSourceConnection }) {
  const {
    documents_added: added,
    documents_updated: changed,
    documents_removed: removed,
  } = connection;
  if (added === null && changed === null && removed === null) return null;
  const counts = { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 };
  return `${DOT}${t.freshness.changes({ changes: changesInWords(counts) })}`;
}

function SyncedWithProblems(props: BodyProps) {
  const failed = props.connection.documents_failed;
  return (
    <div className="space-y-3">
      <Synced {...props} />
      <Note tone="warn">
        {t.freshness.problems({ documents: countedDocuments(props.connection.type, failed) })}
      </Note>
    </div>
  );
}

function FoundNothing({ connection }: BodyProps) {
  return (
    <Note tone="warn">
      <p className="font-[620]">{t.freshness.nothingFound}</p>
      <ul className="mt-0.5 list-disc ps-4">
        {describeSource(connection.type).nothingFoundCauses.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
    </Note>
  );
}

/** Who paused it and when is said below, as in every other state. */
function Paused(props: BodyProps) {
  const { last_sync_status: last } = props.connection;
  if (last === 'completed') return <Synced {...props} />;
  return last === 'cancelled' ? <Cancelled {...props} /> : <Ready {...props} />;
}

function Cancelled({ connection, now }: BodyProps) {
  const at = connection.last_sync_at;
  return (
    <div className="space-y-1">
      <Muted>{at === null ? t.freshness.cancelledFirst : t.freshness.cancelledKept}</Muted>
      {at && (
        <p className="text-xs text-muted">
          {t.freshness.freshAsOf} {formatMoment(at, now)}
        </p>
      )}
    </div>
  );
}
