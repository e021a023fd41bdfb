import type { AccessMode, AccessSummary, HeldUpBy, ProblemCode } from '@rita/contracts';
import type { Generated } from 'kysely';

/** One row of `connection_access`: who may find a connection's documents, and the reading of permissions. */
export type ConnectionAccessRow = {
  connection_id: string;
  organization_id: string;
  mode: AccessMode;
  status: 'idle' | 'checking';
  run_id: string | null;
  /** Highest `seq` applied of the active reading, or of the one that ended last. */
  run_seq: number;
  run_started_at: Date | null;
  run_accepted_at: Date | null;
  run_deadline_at: Date | null;
  run_last_heard_at: Date | null;
  run_heartbeat_seconds: number | null;
  run_phase: string | null;
  run_waiting_until: Date | null;
  run_queue_position: number | null;
  run_held_up_by: HeldUpBy | null;
  documents_processed: number;
  documents_total: number | null;
  /** Whether somebody asked for the active reading, or for the one that ended last. */
  run_asked_for: boolean;
  last_run_id: string | null;
  last_run_ended_by: 'result' | 'deadline' | null;
  last_result: 'completed' | 'failed' | 'cancelled' | null;
  /** When the reading that completed last began. */
  last_checked_at: Date | null;
  last_ended_at: Date | null;
  error_code: ProblemCode | null;
  error: string | null;
  summary: AccessSummary | null;
  every_minutes: number;
  next_check_at: Date | null;
  failures: number;
};

type Given = 'connection_id' | 'organization_id';
/** Optional when inserting: everything that has a default. */
export type ConnectionAccessTable = {
  [K in keyof ConnectionAccessRow]: K extends Given
    ? ConnectionAccessRow[K]
    : Generated<ConnectionAccessRow[K]>;
};
