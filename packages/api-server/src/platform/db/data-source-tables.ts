import type {
  ConnectionStatus,
  DataSourceType,
  FailedAttempt,
  HeldUpBy,
  LastSyncStatus,
  PauseReason,
  ProblemCode,
  SearchLanguage,
  SourceOptions,
  SyncSchedule,
  VerificationCheck,
} from '@rita/contracts';
import type { Generated } from 'kysely';

/** How the run that ended last came to its end. `deadline`: by our own judgement, so a real result still counts. */
export type RunEnding = 'result' | 'deadline' | 'cancel';
export type RunKind = 'verification' | 'sync';

export type PendingAttempt = { method: string | null; checks: VerificationCheck[] };

/** One row of `data_source_connections`: the contract's fields with times as Date, and the app's own. */
export type DataSourceConnectionRow = {
  id: string;
  organization_id: string;
  type: DataSourceType;
  name: string;
  description: string;
  settings: Record<string, unknown>;
  status: ConnectionStatus;
  enabled: boolean;

  last_sync_status: LastSyncStatus | null;
  last_sync_at: Date | null;
  last_sync_error: string | null;
  last_verification_at: Date | null;
  last_verification_error: string | null;
  latest_options: SourceOptions | null;
  verification_checks: VerificationCheck[];
  error_code: ProblemCode | null;
  credentials_expire_at: Date | null;
  verified_method: string | null;
  failed_attempt: FailedAttempt | null;

  run_id: string | null;
  run_started_at: Date | null;
  run_deadline_at: Date | null;
  run_last_heard_at: Date | null;
  run_heartbeat_seconds: number | null;
  run_phase: string | null;
  run_waiting_until: Date | null;
  /** Place among the runs that wait for their turn at the connector, 1 for the next; null: it has begun, or nobody knows. */
  run_queue_position: number | null;
  run_held_up_by: HeldUpBy | null;
  /** Not before this does a sweep look at the run; of one that ended, until the sweep comes by. */
  run_look_at: Date | null;

  documents_processed: number;
  documents_total: number | null;
  documents_failed: number;
  documents_added: number | null;
  documents_updated: number | null;
  documents_removed: number | null;
  documents_kept: number;
  deletions_held: number | null;
  deletions_held_of: number | null;

  search_language: SearchLanguage | null;
  sync_schedule: SyncSchedule | null;
  next_sync_at: Date | null;
  sync_failures: number;
  paused_at: Date | null;
  paused_reason: PauseReason | null;
  paused_by: string | null;

  version: number;
  created_by: string | null;
  updated_by: string | null;
  created_at: Date;
  updated_at: Date;

  /** Highest `seq` applied of the active run, or of the one that ended last. */
  run_seq: number;
  /** When the connector took the run's webhook. */
  run_accepted_at: Date | null;
  last_run_id: string | null;
  last_run_kind: RunKind | null;
  last_run_ended_by: RunEnding | null;
  /** Sender's clock of the result applied last from a message without run_id; compared with that sender only. */
  last_result_sender_at: Date | null;
  /** Digest of the result applied last from a message without run_id, and when, to know its redelivery. */
  last_result_digest: string | null;
  last_result_applied_at: Date | null;
  /** When the run began by the clock of whoever sends its messages; null until one says its time. */
  run_sender_start_at: Date | null;
  /** When a run was cancelled last, by our clock and by the sender's. */
  last_cancelled_at: Date | null;
  last_cancelled_sender_at: Date | null;
  /** When a verification succeeded last. */
  last_verified_at: Date | null;
  /** Settings sent with the verification that is not over yet; they count only once it has succeeded. */
  pending_settings: Record<string, unknown> | null;
  /** New credentials sent with the verification that is not over yet, and the checks of those in use. */
  pending_attempt: PendingAttempt | null;
};

/** Optional when inserting: everything that has a default. */
export type DataSourceConnectionsTable = {
  [K in keyof DataSourceConnectionRow]: K extends 'organization_id' | 'type' | 'name'
    ? DataSourceConnectionRow[K]
    : Generated<DataSourceConnectionRow[K]>;
};

/** Webhooks without credentials that have to arrive although the connector is away right now. */
export type OutgoingWebhooksTable = {
  id: string;
  organization_id: string;
  connection_id: string;
  payload: Record<string, unknown>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  created_at: Generated<Date>;
};
