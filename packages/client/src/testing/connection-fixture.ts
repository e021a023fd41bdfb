import type { DataSourceConnection } from '@rita/contracts';

const CREATED_AT = '2026-11-20T09:00:00.000Z';

/** A connection for tests: seeded and untouched, with what a test changes. */
export function connectionFixture(
  changes: Partial<DataSourceConnection> = {},
): DataSourceConnection {
  return {
    id: '6f1b3c52-5a5e-4a0e-9a4e-0c8f1f5f0001',
    organization_id: 'organization-1',
    type: 'confluence',
    name: 'Confluence',
    description: 'Pages and blog posts',
    settings: {},
    status: 'idle',
    enabled: false,
    last_sync_status: null,
    last_sync_at: null,
    last_sync_error: null,
    last_verification_at: null,
    last_verification_error: null,
    latest_options: null,
    verification_checks: [],
    error_code: null,
    credentials_expire_at: null,
    run_id: null,
    run_started_at: null,
    run_deadline_at: null,
    run_last_heard_at: null,
    run_heartbeat_seconds: null,
    run_phase: null,
    run_waiting_until: null,
    documents_processed: 0,
    documents_total: null,
    documents_failed: 0,
    documents_added: null,
    documents_updated: null,
    documents_removed: null,
    sync_schedule: null,
    next_sync_at: null,
    sync_failures: 0,
    paused_at: null,
    paused_reason: null,
    paused_by: null,
    version: 1,
    created_by: null,
    updated_by: null,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    ...changes,
  } satisfies DataSourceConnection;
}
