import type { DataSourceConnection } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { classNames } from '../../components/ui/class-names.ts';
import { DottedFacts } from '../../components/ui/dotted-facts.tsx';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useAtTime, useNow } from '../../lib/use-now.ts';
import { PermissionsNote } from '../access/permissions-note.tsx';
import {
  CONNECTION_STATES,
  type ConnectionState,
  connectionState,
} from '../runs/connection-state.ts';
import { isProofSaid } from '../runs/is-proof-said.ts';
import { hasVerificationFailed } from '../runs/last-verification.ts';
import { StateBadge } from '../runs/state-badge.tsx';
import { nextSyncInWords } from '../schedule/next-sync.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { CardAction } from './card-action.tsx';
import { CardBody } from './card-body.tsx';
import { CardMenu } from './card-menu.tsx';
import { summarizeConnection } from './connection-summary.ts';
import { SourceIcon } from './source-icon.tsx';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const BORDERS: Record<Tone, string> = {
  bad: 'border-[color-mix(in_srgb,var(--bad)_45%,var(--line))]',
  access: 'border-[color-mix(in_srgb,var(--access)_45%,var(--line))]',
  warn: 'border-[color-mix(in_srgb,var(--warn)_35%,var(--line))]',
  ok: 'border-line',
  info: 'border-line',
  off: 'border-line',
};

export type CardProps = {
  connection: DataSourceConnection;
  /** Why it failed is said above the list, for several at once. */
  isToldAbove: boolean;
};

/** One connection at a glance: state, what matters in it, and the one thing to do next. */
export function DataSourceCard({ connection, isToldAbove }: CardProps) {
  const state = useAtTime((now) => connectionState(connection, now));
  const info = CONNECTION_STATES[state];
  return (
    <article
      data-state={state}
      className={classNames(
        'relative flex min-h-[198px] flex-col rounded-card border bg-surface shadow-card transition-shadow hover:shadow-lift',
        BORDERS[info.tone],
      )}
    >
      <div className="flex flex-1 flex-col gap-3.5 p-[18px] pb-4">
        <div className="flex items-start gap-3">
          <SourceIcon type={connection.type} />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center justify-between gap-x-2.5 gap-y-1">
              <h2 className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
                <NameLink id={connection.id} name={connection.name} />
              </h2>
              <StateBadge state={state} />
            </div>
            {/* Only what is far longer than a sentence is cut; the page behind the card has all of it. */}
            <p
              dir="auto"
              className="line-clamp-4 text-[13px] text-muted text-page-start [overflow-wrap:anywhere]"
            >
              {summarizeConnection(connection)}
            </p>
          </div>
        </div>
        {/* As high as a sync's progress, so that nothing below moves when one begins or ends. */}
        <div className="min-h-[58px] flex-1">
          <BodyNow connection={connection} state={state} isToldAbove={isToldAbove} />
          <PermissionsNote connection={connection} />
        </div>
      </div>
      <CardFooter connection={connection} state={state} />
    </article>
  );
}

/** Not drawn again with each message: a link asks the router where it leads. */
const NameLink = memo(function NameLink({ id, name }: { id: string; name: string }) {
  return (
    <Link
      to="/data-sources/$id"
      params={{ id }}
      className="rounded-sm after:absolute after:inset-0 after:rounded-card hover:text-brand-text focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-brand"
    >
      <bdi>{name}</bdi>
    </Link>
  );
});

type StateProps = { connection: DataSourceConnection; state: ConnectionState };

/** By itself, since nothing else of a card is drawn again as time passes. */
function BodyNow(props: StateProps & { isToldAbove: boolean }) {
  // The others tell moments and days, and what of them tells seconds has a clock of its own.
  const now = useNow(props.state === 'silent' ? SECOND_MS : MINUTE_MS);
  return <CardBody {...props} now={now} />;
}

function CardFooter({ connection, state }: StateProps) {
  const mayWrite = useMayWrite();
  const fresh = useAtTime((now) => verifiedOrFresh(connection, state, now));
  const next = useAtTime((now) => nextSyncInWords(connection, state, now));
  return (
    <footer className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line py-2 pe-2.5 ps-[18px]">
      <DottedFacts
        facts={[fresh, next]}
        className="min-w-0 flex-1 basis-36 text-xs text-faint empty:basis-0"
      />
      <div className="relative z-10 ms-auto flex gap-1">
        {mayWrite && <CardAction connection={connection} state={state} />}
        <CardMenu connection={connection} />
      </div>
    </footer>
  );
}

function verifiedOrFresh(
  connection: DataSourceConnection,
  state: ConnectionState,
  now: number,
): string {
  const { status, last_sync_at: syncedAt, verified_at: verifiedAt } = connection;
  if (status === 'syncing') {
    return syncedAt === null
      ? t.run.firstSync
      : t.run.freshUntilEnd({ time: formatMoment(syncedAt, now) });
  }
  const isInDoubt = connection.error_code !== null || hasVerificationFailed(connection);
  const isUnsaid = !isInDoubt && !isProofSaid(connection, state);
  if (status === 'verifying' || verifiedAt === null || !isUnsaid) return '';
  return `${t.freshness.verified} ${formatMoment(verifiedAt, now)}`;
}
