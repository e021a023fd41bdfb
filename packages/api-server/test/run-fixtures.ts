import type { RunStatusMessage } from '@rita/contracts';
import type { RunContext } from '../src/features/runs/run-state.ts';
import type { DataSourceConnectionRow } from '../src/platform/db/data-source-tables.ts';

export const START = new Date('2026-11-23T12:00:00.000Z');

export const LIMITS = {
  acceptMs: 60_000,
  verifyMs: 120_000,
  syncSilenceMs: 600_000,
  syncMs: 86_400_000,
} satisfies RunContext['limits'];

/** The context `seconds` after the start. */
export function at(seconds: number, newRunId = 'new-run'): RunContext {
  return {
    now: new Date(START.getTime() + seconds * 1_000),
    limits: LIMITS,
    newRunId: () => newRunId,
  };
}

export const CONNECTION_ID = '11111111-1111-4111-8111-111111111111';
export const RUN_1 = '22222222-2222-4222-8222-222222222221';
export const RUN_2 = '22222222-2222-4222-8222-222222222222';

/** A connection right after it was seeded. */
export function idleRow(changes: Partial<DataSourceConnectionRow> = {}): DataSourceConnectionRow {
  return {
    id: CONNECTION_ID,
    organization_id: 'org',
    type: 'confluence',
    name: 'Confluence',
    description: '',
    settings: {},
    status: 'idle',
    enabled: true,
    last_sync_status: null,
    last_sync_at: null,
    last_sync_error: null,
    last_verification_at: null,
    last_verification_error: null,
    latest_options: null,
    verification_checks: [],
    error_code: null,
    credentials_expire_at: null,
    verified_method: null,
    failed_attempt: null,
    run_id: null,
    run_started_at: null,
    run_deadline_at: null,
    run_last_heard_at: null,
    run_heartbeat_seconds: null,
    run_phase: null,
    run_waiting_until: null,
    run_queue_position: null,
    run_held_up_by: null,
    run_look_at: null,
    run_sender_start_at: null,
    last_cancelled_at: null,
    last_cancelled_sender_at: null,
    documents_processed: 0,
    documents_total: null,
    documents_failed: 0,
    documents_added: null,
    documents_updated: null,
    documents_removed: null,
    documents_kept: 0,
    deletions_held: null,
    deletions_held_of: null,
    search_language: null,
    sync_schedule: null,
    next_sync_at: null,
    sync_failures: 0,
    paused_at: null,
    paused_reason: null,
    paused_by: null,
    version: 1,
    created_by: null,
    updated_by: null,
    created_at: START,
    updated_at: START,
    run_seq: 0,
    run_accepted_at: null,
    last_run_id: null,
    last_run_kind: null,
    last_run_ended_by: null,
    last_result_sender_at: null,
    last_result_digest: null,
    last_result_applied_at: null,
    last_verified_at: null,
    pending_settings: null,
    pending_attempt: null,
    ...changes,
  };
}

type Extras = Partial<Record<string, unknown>>;

export function syncMessage(status: string, extras: Extras = {}): RunStatusMessage {
  const base = { type: 'sync', connection_id: CONNECTION_ID, tenant_id: 'org', status };
  return { ...base, ...extras } as RunStatusMessage;
}

export function verifyMessage(status: string, extras: Extras = {}): RunStatusMessage {
  const base = { type: 'verification', connection_id: CONNECTION_ID, tenant_id: 'org', status };
  return { ...base, ...extras } as RunStatusMessage;
}
