import type { DataSourceConnection } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { CONNECTION_STATES, type ConnectionState, connectionState } from './connection-state.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

const verified = { enabled: true, last_verification_at: at(-3600) };
const synced = {
  ...verified,
  last_sync_status: 'completed',
  last_sync_at: at(-60),
  documents_processed: 42,
} as const;
const paused = { paused_at: at(-60), paused_reason: 'user', paused_by: 'Ana' } as const;
/** A new secret was refused; the one in use goes on. */
const refused: Partial<DataSourceConnection> = {
  last_verification_at: at(-1),
  last_verification_error: 'Wrong token',
  last_run_kind: 'verification',
  failed_attempt: {
    at: at(-1),
    error_code: 'invalid_credentials',
    error: 'Wrong token',
    method: 'api_token',
    checks: [],
  },
};
const syncing = {
  ...verified,
  status: 'syncing',
  run_id: 'run-1',
  run_heartbeat_seconds: 15,
  run_last_heard_at: at(-5),
} as const;

const EXAMPLES: Record<ConnectionState, Partial<DataSourceConnection>[]> = {
  not_configured: [{}, { settings: { url: 'https://x.example' } }],
  unfinished: [
    { last_verification_at: at(-60) },
    // Enabled through the API, and nothing proven or read yet.
    { enabled: true },
  ],
  ready: [
    verified,
    // Access was repaired after a failed sync: the failure is over, the sync is still to come.
    { ...verified, last_sync_status: 'failed', last_sync_error: 'x' },
    { ...verified, ...refused },
  ],
  verifying: [{ status: 'verifying', run_id: 'run-1' }],
  syncing: [
    syncing,
    { ...syncing, run_last_heard_at: at(-30) },
    // A connector that promised nothing is never called silent.
    { ...syncing, run_heartbeat_seconds: null, run_last_heard_at: at(-3600) },
    { ...syncing, run_last_heard_at: null },
    { ...syncing, ...paused },
    { ...syncing, run_waiting_until: at(-1) },
  ],
  silent: [
    { ...syncing, run_last_heard_at: at(-31) },
    { ...syncing, run_last_heard_at: at(-31), run_held_up_by: 'connector' },
    // It has a place for as long as its connector says so.
    { ...syncing, run_last_heard_at: at(-31), run_queue_position: 3 },
  ],
  results_waiting: [
    { ...syncing, run_last_heard_at: at(-31), run_held_up_by: 'broker' },
    { ...syncing, run_last_heard_at: at(-31), run_held_up_by: 'queue' },
    { status: 'verifying', run_id: 'run-1', run_held_up_by: 'app' },
  ],
  rate_limited: [
    { ...syncing, run_waiting_until: at(60) },
    { ...syncing, run_waiting_until: at(60), run_last_heard_at: at(-300) },
  ],
  queued: [
    { ...syncing, run_queue_position: 3 },
    { status: 'verifying', run_id: 'run-1', run_queue_position: 1 },
  ],
  synced: [
    synced,
    // A connector of another build may have left a place behind.
    { ...synced, run_queue_position: 2 },
    { ...synced, ...refused },
    { ...synced, last_verification_error: 'older than the sync' },
  ],
  synced_with_problems: [{ ...synced, documents_failed: 3 }],
  found_nothing: [
    { ...synced, documents_processed: 0 },
    { ...synced, ...paused, documents_processed: 0 },
  ],
  paused: [
    { ...synced, ...paused },
    { ...verified, ...paused },
    { ...synced, ...paused, last_sync_status: 'cancelled' },
  ],
  cancelled: [{ ...synced, last_sync_status: 'cancelled' }],
  failed: [
    { ...synced, last_sync_status: 'failed', error_code: 'unreachable' },
    { ...synced, ...refused, last_sync_status: 'failed', error_code: 'unreachable' },
    // A sync that failed after a verification that had failed: the sync is what is spoken of.
    {
      ...synced,
      last_verification_error: 'older',
      last_sync_status: 'failed',
      last_run_kind: 'sync',
      error_code: 'upstream_error',
    },
    // The failure is what needs a look, also when it paused the schedule.
    {
      ...synced,
      ...paused,
      paused_reason: 'failures',
      last_sync_status: 'failed',
      error_code: 'unreachable',
    },
  ],
  held: [{ ...synced, last_sync_status: 'failed', error_code: 'too_many_deletions' }],
  needs_credentials: [
    { ...synced, last_sync_status: 'failed', error_code: 'credentials_expired' },
    { ...synced, error_code: 'settings_not_verified', last_verification_error: 'x' },
    { ...synced, ...refused, error_code: 'credentials_expired' },
  ],
  verification_failed: [
    {
      last_verification_at: at(-1),
      last_verification_error: 'x',
      error_code: 'invalid_credentials',
    },
    { ...synced, last_verification_error: 'x', error_code: 'tls_error' },
    // Connectors in the field report no code.
    { last_verification_at: at(-1), last_verification_error: 'x' },
    { ...synced, last_verification_at: at(-1), last_verification_error: 'x' },
  ],
};

describe('connectionState', () => {
  const cases = Object.entries(EXAMPLES).flatMap(([expected, examples]) =>
    examples.map((changes, index) => ({ expected, index, changes })),
  );
  test.each(cases)('$expected, example $index', ({ expected, changes }) => {
    expect(connectionState(connectionFixture(changes), NOW)).toBe(expected);
  });
});

test('every state has a place of its own in the order', () => {
  const orders = Object.values(CONNECTION_STATES).map(({ order }) => order);
  expect(new Set(orders).size).toBe(orders.length);
});
