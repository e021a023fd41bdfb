import type { DataSourceConnection } from '@rita/contracts';
import type { SeenConnection } from './data-sources.store.ts';

/** A row as everybody may see it: times as text, and nothing of what only the app needs. */
export function toConnection(row: SeenConnection): DataSourceConnection {
  const {
    run_seq: _seq,
    run_accepted_at: _acceptedAt,
    last_run_id: _lastRunId,
    last_run_ended_by: _lastRunEndedBy,
    last_result_sender_at: _senderAt,
    last_result_digest: _digest,
    last_result_applied_at: _appliedAt,
    run_sender_start_at: _senderStartAt,
    last_cancelled_at: _cancelledAt,
    last_cancelled_sender_at: _cancelledSenderAt,
    last_verified_at: verifiedAt,
    pending_settings: _pending,
    pending_attempt: _attempt,
    ...seen
  } = row;
  return {
    ...seen,
    last_sync_at: iso(row.last_sync_at),
    last_verification_at: iso(row.last_verification_at),
    verified_at: iso(verifiedAt),
    credentials_expire_at: iso(row.credentials_expire_at),
    run_started_at: iso(row.run_started_at),
    run_deadline_at: iso(row.run_deadline_at),
    run_last_heard_at: iso(row.run_last_heard_at),
    run_waiting_until: iso(row.run_waiting_until),
    next_sync_at: iso(row.next_sync_at),
    paused_at: iso(row.paused_at),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
