import { isProblemCode, type ProblemCode } from '@rita/contracts';
import type {
  DataSourceConnectionRow,
  PendingAttempt,
  RunEnding,
  RunKind,
} from '../../platform/db/data-source-tables.ts';
import type { NewAuditEvent } from '../audit/audit.store.ts';

/** What the rules look at. Large columns, and those that are only ever written, are not among it. */
export const RUN_COLUMNS = [
  'id',
  'organization_id',
  'name',
  'settings',
  'pending_settings',
  'pending_attempt',
  'status',
  'enabled',
  'last_sync_at',
  'last_verification_at',
  'last_verified_at',
  'verification_checks',
  'run_id',
  'run_seq',
  'run_started_at',
  'run_accepted_at',
  'run_deadline_at',
  'run_last_heard_at',
  'run_heartbeat_seconds',
  'run_queue_position',
  'last_run_id',
  'last_run_kind',
  'last_run_ended_by',
  'last_result_sender_at',
  'last_result_digest',
  'last_result_applied_at',
  'run_held_up_by',
  'run_look_at',
  'run_sender_start_at',
  'last_cancelled_at',
  'last_cancelled_sender_at',
  'documents_processed',
  'documents_failed',
  'documents_added',
  'documents_updated',
  'documents_removed',
  'sync_schedule',
  'next_sync_at',
  'sync_failures',
  'paused_at',
  'paused_reason',
  'version',
] as const satisfies (keyof DataSourceConnectionRow)[];
export type RunRow = Pick<DataSourceConnectionRow, (typeof RUN_COLUMNS)[number]>;

/** Columns to write; `version` and `updated_at` are added by whoever writes them. */
export type RowChanges = Partial<DataSourceConnectionRow>;

/** An entry of the audit log about a connection; the writer adds the object and the actor. */
export type RunAudit = Pick<NewAuditEvent, 'action'> & {
  details: Record<string, unknown>;
  /** What the app decided, whoever gave the occasion. */
  actor_type?: 'system';
  /** It tried new credentials, and says nothing of those in use; not written. */
  isOfAttempt?: true;
};

/** What a verification brings along that counts only once it has succeeded. */
export type Proposed = {
  pendingSettings?: Record<string, unknown> | null;
  /** Absent: those in use are checked again. */
  pendingAttempt?: PendingAttempt | null;
};

export type RunLimits = {
  /** Until the webhook of a new run must have been accepted. */
  acceptMs: number;
  /** A verification in all. */
  verifyMs: number;
  /** Silence of a sync whose connector promised a heartbeat. */
  syncSilenceMs: number;
  /** A sync in all, where no heartbeat was promised. */
  syncMs: number;
};

export type RunContext = {
  /** The database's clock. */
  now: Date;
  limits: RunLimits;
  /** Id for a run that the connector began by itself. */
  newRunId: () => string;
};

/** Why a run is ended whose connector is away. */
export const STOPPED_ANSWERING = {
  code: 'connector_unreachable',
  text: 'The connector stopped answering. What it finds still counts when it is back.',
} as const;

/** How a run ended, without the details of its kind. */
export type RunEnd = {
  endedBy: RunEnding;
  errorCode: ProblemCode | null;
};

export const KIND_OF_STATUS = {
  idle: undefined,
  verifying: 'verification',
  syncing: 'sync',
} as const satisfies Record<DataSourceConnectionRow['status'], RunKind | undefined>;

/** A run begins without a word of its connector, and what was said goes with it. */
const NOTHING_HEARD = {
  run_accepted_at: null,
  run_last_heard_at: null,
  run_heartbeat_seconds: null,
  run_phase: null,
  run_waiting_until: null,
  run_queue_position: null,
  run_held_up_by: null,
  run_sender_start_at: null,
} as const satisfies RowChanges;

/** What every new run begins with. A verification leaves the counts of the last sync alone. */
export function beginRun(
  run: Proposed & { kind: RunKind; id: string },
  context: RunContext,
): RowChanges {
  const { now, limits } = context;
  return {
    status: run.kind === 'sync' ? 'syncing' : 'verifying',
    run_id: run.id,
    run_seq: 0,
    run_started_at: now,
    run_deadline_at: later(now, limits.acceptMs),
    ...NOTHING_HEARD,
    pending_settings: run.pendingSettings ?? null,
    pending_attempt: run.pendingAttempt ?? null,
    ...(run.kind === 'sync' ? NO_COUNTS : { verification_checks: [] }),
  };
}

const NO_COUNTS = {
  documents_processed: 0,
  documents_total: null,
  documents_failed: 0,
  documents_added: null,
  documents_updated: null,
  documents_removed: null,
  deletions_held: null,
  deletions_held_of: null,
} as const satisfies RowChanges;

/** What every run ends with. */
export function endRun(row: RunRow, end: RunEnd): RowChanges {
  return {
    status: 'idle',
    run_id: null,
    run_started_at: null,
    run_deadline_at: null,
    ...NOTHING_HEARD,
    error_code: end.errorCode,
    ...(row.run_id === null
      ? {}
      : {
          last_run_id: row.run_id,
          last_run_kind: KIND_OF_STATUS[row.status] ?? null,
          last_run_ended_by: end.endedBy,
        }),
  };
}

/** Whether the run that ended last is of this kind, and only its deadline ended it: its real result still counts. */
export function isGivenUp(
  { last_run_ended_by, last_run_kind }: Pick<RunRow, 'last_run_ended_by' | 'last_run_kind'>,
  kind: RunKind,
): boolean {
  return last_run_ended_by === 'deadline' && last_run_kind === kind;
}

/** The moment until which the run may stay silent, after a sign of life just now. */
export function nextDeadline(
  row: RunRow,
  heartbeatSeconds: number | null,
  context: Pick<RunContext, 'now' | 'limits'>,
): Date {
  const { now, limits } = context;
  if (row.status === 'verifying') return later(row.run_started_at ?? now, limits.verifyMs);
  return deadlineOfReading(row, heartbeatSeconds, context);
}

/** The same for a run that reads its source, be it for documents or for permissions. */
export function deadlineOfReading(
  row: Pick<RunRow, 'run_started_at' | 'run_deadline_at' | 'run_heartbeat_seconds'>,
  heartbeatSeconds: number | null,
  { now, limits }: Pick<RunContext, 'now' | 'limits'>,
): Date {
  if (heartbeatSeconds === null) return later(row.run_started_at ?? now, limits.syncMs);
  const silence = later(now, limits.syncSilenceMs);
  const isFirstPromise = row.run_heartbeat_seconds === null;
  // Never moved back once a heartbeat counts, although the clock may be.
  return isFirstPromise || row.run_deadline_at === null
    ? silence
    : latest(row.run_deadline_at, silence);
}

/** While results are known to wait, a run that seems over gets this much more time, again and again. */
const HELD_UP_MS = 60_000;

/** Until when a silent run whose results wait somewhere may go on: no longer than a sync may take in all. */
export function heldUpUntil(
  { run_started_at }: Pick<RunRow, 'run_started_at'>,
  { now, limits }: Pick<RunContext, 'now' | 'limits'>,
): Date {
  const latestEnd = later(run_started_at ?? now, limits.syncMs);
  return new Date(Math.min(Number(later(now, HELD_UP_MS)), Number(latestEnd)));
}

/** Settings after a verification proved them; null removes one. */
export function mergeSettings(
  settings: Record<string, unknown>,
  changes: Record<string, unknown> | null,
): Record<string, unknown> {
  const merged = Object.entries({ ...settings, ...changes });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

/** A code that we know, else the one given: connectors may send any text. */
export function knownCode(code: string | null | undefined, otherwise: ProblemCode): ProblemCode {
  return isProblemCode(code) ? code : otherwise;
}

export function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}

export function latest(a: Date | null, b: Date): Date {
  return a === null || a < b ? b : a;
}

/** Null for what cannot be read, and for years that PostgreSQL or ISO 8601 would not take. */
export function storableDate(text: string | null | undefined): Date | null {
  const ms = Date.parse(text ?? '');
  return ms >= 0 && ms < Date.UTC(9999, 0) ? new Date(ms) : null;
}
