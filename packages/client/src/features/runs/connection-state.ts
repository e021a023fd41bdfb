import { ACCESS_LOST_CODES, type DataSourceConnection } from '@rita/contracts';
import {
  Ban,
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  EarOff,
  FileWarning,
  Hand,
  Hourglass,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Pause,
  RefreshCw,
  SearchX,
  ShieldCheck,
} from 'lucide-react';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { hasVerificationFailed } from './last-verification.ts';

/** What a connection is in the eyes of the people who use it. */
export type ConnectionState =
  | 'needs_credentials'
  | 'failed'
  | 'verification_failed'
  | 'held'
  | 'silent'
  | 'results_waiting'
  | 'found_nothing'
  | 'synced_with_problems'
  | 'verifying'
  | 'rate_limited'
  | 'queued'
  | 'syncing'
  | 'cancelled'
  | 'paused'
  | 'unfinished'
  | 'ready'
  | 'synced'
  | 'not_configured';

export type StateInfo = {
  label: string;
  tone: Tone;
  icon: LucideIcon;
  /** Where it stands in lists: the worst first. */
  order: number;
  /** Somebody has to do something; counted in the navigation. */
  needsAttention: boolean;
};

export const CONNECTION_STATES: Record<ConnectionState, StateInfo> = {
  needs_credentials: state('needsCredentials', 'access', KeyRound, 0, true),
  failed: state('failed', 'bad', CircleAlert, 1, true),
  verification_failed: state('verificationFailed', 'bad', CircleAlert, 2, true),
  held: state('held', 'warn', Hand, 3, true),
  silent: state('silent', 'warn', EarOff, 4, false),
  results_waiting: state('resultsWaiting', 'warn', Inbox, 5, false),
  found_nothing: state('foundNothing', 'warn', SearchX, 6, true),
  synced_with_problems: state('syncedWithProblems', 'warn', FileWarning, 7, false),
  verifying: state('verifying', 'info', RefreshCw, 8, false),
  rate_limited: state('rateLimited', 'info', Clock, 9, false),
  queued: state('queued', 'info', Hourglass, 10, false),
  syncing: state('syncing', 'info', RefreshCw, 11, false),
  cancelled: state('cancelled', 'off', Ban, 12, false),
  paused: state('paused', 'off', Pause, 13, false),
  unfinished: state('unfinished', 'info', ListChecks, 14, false),
  ready: state('ready', 'ok', ShieldCheck, 15, false),
  synced: state('synced', 'ok', Check, 16, false),
  not_configured: state('notConfigured', 'off', CircleDashed, 17, false),
};

/** How many promised signs of life may be missed before we call a run silent. */
const MISSED_BEATS = 2;

/** The state of a connection at `now` (milliseconds). The first rule that fits counts. */
export function connectionState(connection: DataSourceConnection, now: number): ConnectionState {
  if (connection.status !== 'idle') return runningState(connection, now);
  return failedState(connection) ?? settledState(connection);
}

type Heard = Pick<DataSourceConnection, 'run_last_heard_at' | 'run_heartbeat_seconds'>;

/** Seconds since the last sign of life of the active run, or null when there was none yet. */
export function secondsSinceHeard(
  { run_last_heard_at: heardAt }: Pick<Heard, 'run_last_heard_at'>,
  now: number,
): number | null {
  if (heardAt === null) return null;
  return Math.max(0, Math.round((now - Date.parse(heardAt)) / 1000));
}

/** Whether the active run, of a connection or of its permissions, missed more than its promise allows. */
export function isRunSilent(run: Heard, now: number): boolean {
  const silence = secondsSinceHeard(run, now);
  const { run_heartbeat_seconds: heartbeat } = run;
  return heartbeat !== null && silence !== null && silence > MISSED_BEATS * heartbeat;
}

function runningState(connection: DataSourceConnection, now: number): ConnectionState {
  // A connector that does not answer may have nothing; anybody else only holds it up.
  const heldUpBy = connection.run_held_up_by;
  if (heldUpBy !== null && heldUpBy !== 'connector') return 'results_waiting';
  const isQueued = connection.run_queue_position !== null;
  if (connection.status === 'verifying') return isQueued ? 'queued' : 'verifying';
  const { run_waiting_until: waitingUntil } = connection;
  if (waitingUntil !== null && Date.parse(waitingUntil) > now) return 'rate_limited';
  if (isRunSilent(connection, now)) return 'silent';
  return isQueued ? 'queued' : 'syncing';
}

function failedState(connection: DataSourceConnection): ConnectionState | undefined {
  const code = connection.error_code;
  if (code === 'too_many_deletions') return 'held';
  // A verification that succeeded meanwhile has taken the code away, and decided nothing.
  if (code === null && connection.deletions_held !== null) return 'held';
  const hasFailed = code !== null || isVerificationNewestAndFailed(connection);
  if (!hasFailed) return undefined;
  const isAccessLost = code !== null && ACCESS_LOST_CODES.has(code);
  if (isAccessLost && connection.enabled) return 'needs_credentials';
  const isOfSync = !hasVerificationFailed(connection) || connection.last_run_kind === 'sync';
  return isOfSync && connection.last_sync_status === 'failed' ? 'failed' : 'verification_failed';
}

/** For connectors that report no code with a failed verification. */
function isVerificationNewestAndFailed(connection: DataSourceConnection): boolean {
  const { last_verification_at: at } = connection;
  if (!hasVerificationFailed(connection) || at === null) return false;
  return connection.last_sync_at === null || Date.parse(connection.last_sync_at) < Date.parse(at);
}

function settledState(connection: DataSourceConnection): ConnectionState {
  if (!connection.enabled) {
    return connection.last_verification_at === null ? 'not_configured' : 'unfinished';
  }
  const isUnproven = connection.last_verification_at === null;
  if (isUnproven && connection.last_sync_status === null) return 'unfinished';
  const isCompleted = connection.last_sync_status === 'completed';
  if (isCompleted && connection.documents_failed > 0) return 'synced_with_problems';
  if (isCompleted && connection.documents_processed === 0) return 'found_nothing';
  // What needs a look stays in sight; the card says beside it that it is paused.
  if (connection.paused_at !== null) return 'paused';
  if (connection.last_sync_status === 'cancelled') return 'cancelled';
  return isCompleted ? 'synced' : 'ready';
}

function state(
  text: keyof typeof t.states,
  tone: Tone,
  icon: LucideIcon,
  ...[order, needsAttention]: [number, boolean]
): StateInfo {
  return {
    // Asked for when it is shown: in the language of that moment.
    get label() {
      return t.states[text];
    },
    ...{ tone, icon, order, needsAttention },
  };
}
