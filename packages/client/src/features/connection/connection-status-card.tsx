import { type DataSourceConnection, PROBLEMS } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/ui/button.tsx';
import { classNames } from '../../components/ui/class-names.ts';
import { DottedFacts } from '../../components/ui/dotted-facts.tsx';
import { Note } from '../../components/ui/note.tsx';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { PermissionsNote } from '../access/permissions-note.tsx';
import { heldSecret } from '../configure/verification-stage.ts';
import { CardAction } from '../data-sources/card-action.tsx';
import { CardBody } from '../data-sources/card-body.tsx';
import { AttemptNote } from '../runs/attempt-note.tsx';
import {
  CONNECTION_STATES,
  type ConnectionState,
  connectionState,
} from '../runs/connection-state.ts';
import { failureCode } from '../runs/failure-note.tsx';
import { isProofSaid } from '../runs/is-proof-said.ts';
import { attemptToTell, hasVerificationFailed } from '../runs/last-verification.ts';
import { StateBadge } from '../runs/state-badge.tsx';
import { nextSyncInWords } from '../schedule/next-sync.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { currentLines } from './check-list.ts';
import { ConnectionMenu } from './connection-menu.tsx';
import { HeldActions } from './held-actions.tsx';
import { HeldList } from './held-list.tsx';
import { SourceDetails } from './source-details.tsx';
import { VerificationChecks } from './verification-checks.tsx';

type ConnectionStatusCardProps = { connection: DataSourceConnection; onEdit: () => void };

const BORDERS: Partial<Record<Tone, string>> = {
  bad: 'border-[color-mix(in_srgb,var(--bad)_45%,var(--line))]',
  access: 'border-[color-mix(in_srgb,var(--access)_45%,var(--line))]',
  warn: 'border-[color-mix(in_srgb,var(--warn)_35%,var(--line))]',
};

/** The state in full: what is going on, what to do, and the menu of all actions. */
export function ConnectionStatusCard({ connection, onEdit }: ConnectionStatusCardProps) {
  const now = useNow();
  const mayWrite = useMayWrite();
  const state = connectionState(connection, now);
  const info = CONNECTION_STATES[state];
  const attempt = attemptToTell(connection);
  const isVerifying = connection.status === 'verifying';
  const facts = footnotes(connection, state, now);
  const expiresAt = expiringAt(connection, now);
  return (
    <section
      aria-label={t.connection.status}
      data-state={state}
      className={classNames(
        'rounded-card border bg-surface shadow-card',
        BORDERS[info.tone] ?? 'border-line',
      )}
    >
      <div className="space-y-3 p-[18px]">
        <div className="flex items-center gap-2.5">
          <StateBadge state={state} />
          <p role="status" className="sr-only">
            {info.label}
          </p>
        </div>
        <CardBody
          connection={connection}
          state={state}
          now={now}
          isExpiryTold={expiresAt !== null}
        />
        {attempt && !isVerifying && (
          <AttemptNote attempt={attempt} isLost={state === 'needs_credentials'} now={now} />
        )}
        <PermissionsNote connection={connection} />
        {state === 'held' && mayWrite && <HeldList connection={connection} />}
        {state === 'verifying' && <VerificationChecks lines={currentLines(connection)} />}
        {state !== 'verifying' && <SourceDetails text={rawError(connection, state)} />}
        {expiresAt !== null && (
          <Note tone="warn">{t.connection.expiresSoon({ when: formatDay(expiresAt, now) })}</Note>
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line py-2 pe-2.5 ps-[18px]">
        <DottedFacts
          facts={facts}
          className={classNames(
            'min-w-0 flex-1 text-xs text-faint empty:basis-0',
            facts.length > 1 ? 'basis-40' : 'basis-28',
          )}
        />
        {mayWrite && (
          // However many rows the buttons take, the menu stands behind the last of them and never alone.
          <div className="ms-auto flex items-end gap-1">
            <div className="flex flex-wrap justify-end gap-1">
              {isVerifying && (
                <ToAccess connection={connection}>{t.connection.seeVerification}</ToAccess>
              )}
              {state === 'failed' && mayAccessHelp(connection) && (
                <ToAccess connection={connection}>{t.connection.repair}</ToAccess>
              )}
              {state === 'held' ? (
                <HeldActions connection={connection} />
              ) : (
                <CardAction connection={connection} state={state} />
              )}
            </div>
            <ConnectionMenu connection={connection} onEdit={onEdit} />
          </div>
        )}
      </footer>
    </section>
  );
}

/** The provider's own words for the failure that the card is about. */
function rawError(connection: DataSourceConnection, state: ConnectionState): string | null {
  if (!CONNECTION_STATES[state].needsAttention || state === 'found_nothing') return null;
  return hasVerificationFailed(connection) && connection.last_run_kind !== 'sync'
    ? connection.last_verification_error
    : connection.last_sync_error;
}

/** Whether new credentials or another address could be the cure, by whose turn it is. */
function mayAccessHelp(connection: DataSourceConnection): boolean {
  const code = failureCode(connection);
  if (code === 'not_configured') return false;
  const { turn } = PROBLEMS[code];
  return turn === 'you' || turn === 'source_admin';
}

type ToAccessProps = { connection: DataSourceConnection; children: string };

function ToAccess({ connection, children }: ToAccessProps) {
  return (
    <Button asChild size="small">
      <Link
        to="/data-sources/$id/configure"
        params={{ id: connection.id }}
        search={{ step: 'access' }}
      >
        {children}
      </Link>
    </Button>
  );
}

const WARN_AHEAD_MS = 30 * 86_400_000;

/** When the secret in use expires, if that is soon. */
function expiringAt(connection: DataSourceConnection, now: number): string | null {
  const at = connection.credentials_expire_at;
  if (at === null || heldSecret(connection) === undefined) return null;
  const left = Date.parse(at) - now;
  return left > WARN_AHEAD_MS || left < 0 ? null : at;
}

function footnotes(
  connection: DataSourceConnection,
  state: ConnectionState,
  now: number,
): readonly string[] {
  if (connection.status === 'syncing') return syncInWords(connection, state, now);
  const proof = proofInWords(connection, state, now);
  return [proof, nextSyncInWords(connection, state, now)].filter(Boolean);
}

function syncInWords(
  { last_sync_at: syncedAt, run_deadline_at: deadline }: DataSourceConnection,
  state: ConnectionState,
  now: number,
): readonly string[] {
  const fresh =
    syncedAt === null
      ? t.run.firstSync
      : t.run.freshUntilEnd({ time: formatMoment(syncedAt, now) });
  // Of one that is not heard, the note on the silence says when it is given up.
  if (deadline === null || state === 'silent') return [fresh];
  return [fresh, t.run.endsBy({ time: formatMoment(deadline, now) })];
}

function proofInWords(
  connection: DataSourceConnection,
  state: ConnectionState,
  now: number,
): string {
  const held = heldSecret(connection);
  const isVerifying = connection.status === 'verifying';
  if (isVerifying || held === undefined || isProofSaid(connection, state)) return '';
  const isInDoubt = state === 'needs_credentials' || state === 'verification_failed';
  const words = isInDoubt ? t.freshness.lastVerified : t.freshness.verified;
  return `${words} ${formatMoment(held.since, now)}`;
}
