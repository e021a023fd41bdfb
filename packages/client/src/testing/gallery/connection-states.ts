import { CATALOGUE, type DataSourceConnection, type DataSourceType } from '@rita/contracts';
import type { ConnectionState } from '../../features/runs/connection-state.ts';
import { connectionFixture } from '../connection-fixture.ts';
import { minutesAgo, nextAt } from './moments.ts';

type Changes = Partial<DataSourceConnection>;

const SETTINGS_OF: Record<DataSourceType, DataSourceConnection['settings']> = {
  confluence: { url: 'https://northwind.example', email: 'svc@northwind.example' },
  servicenow: { instance_url: 'https://northwind.service-now.com', username: 'svc' },
  sharepoint: { tenant_id: 'northwind.example', site_url: 'https://northwind.sharepoint.com' },
  websearch: { provider: 'searxng', url: 'https://search.northwind.example' },
};
const SETTINGS = SETTINGS_OF.confluence;
/** What a sync of the type reads at a time. */
const PHASE_OF: Record<DataSourceType, string> = {
  confluence: 'Engineering',
  servicenow: 'Knowledge articles',
  sharepoint: 'Tea',
  websearch: '“green tea brewing temperature”',
};
const DETAILS: Record<string, string> = {
  address: 'Confluence Cloud',
  signed_in: 'svc-assistant',
  list_spaces: '2 spaces',
};
const CHECKS: DataSourceConnection['verification_checks'] = Object.keys(
  CATALOGUE.confluence.checks,
).map((name) => ({
  ...{ name, outcome: 'passed', detail: DETAILS[name] ?? null, duration_ms: 41 },
  checked_at: minutesAgo(180),
}));

const PROVEN: Changes = {
  settings: SETTINGS,
  verified_at: minutesAgo(180),
  verified_method: 'api_token',
  last_verification_at: minutesAgo(180),
  verification_checks: CHECKS,
  latest_options: {
    spaces: [
      { value: 'ENG', label: 'Engineering', count: 86 },
      { value: 'HR', label: 'People', count: 39 },
    ],
  },
};
const SYNCED: Changes = {
  ...PROVEN,
  enabled: true,
  last_run_kind: 'sync',
  last_sync_status: 'completed',
  last_sync_at: minutesAgo(95),
  ...{ documents_processed: 1284, documents_total: 1284 },
  ...{ documents_added: 12, documents_updated: 4, documents_removed: 1 },
  // Where no clock is ever put forward or back.
  sync_schedule: { type: 'daily', time: '02:40', time_zone: 'Atlantic/Reykjavik' },
  next_sync_at: nextAt(2, 40),
  access: {
    ...connectionFixture().access,
    ...{ last_result: 'completed', last_checked_at: minutesAgo(20), last_ended_at: minutesAgo(20) },
    next_check_at: minutesAgo(-10),
    summary: {
      documents: { public: 420, members_of_source: 610, rule: 251, nobody: 3 },
      hidden: { refused: 3 },
      ...{ people: 340, groups: 28, people_complete: true, documents_complete: true },
      findings: [{ code: 'groups_gone', count: 2 }],
      people_read_at: minutesAgo(20),
    },
  },
};
const NOTHING_TO_READ: DataSourceConnection['access'] = {
  ...connectionFixture().access,
  ...SYNCED.access,
  summary: {
    documents: { public: 0, members_of_source: 0, rule: 0, nobody: 0 },
    ...{ hidden: {}, people: 340, groups: 28, people_complete: true, documents_complete: true },
    ...{ findings: [], people_read_at: minutesAgo(20) },
  },
};
const RUNNING: Changes = {
  ...SYNCED,
  status: 'syncing',
  run_id: 'run-1',
  run_started_at: minutesAgo(3),
  run_deadline_at: minutesAgo(-7),
  run_last_heard_at: minutesAgo(0),
  run_heartbeat_seconds: 30,
  run_phase: PHASE_OF.confluence,
  documents_processed: 640,
};
const FAILED: Changes = {
  ...SYNCED,
  last_sync_status: 'failed',
  last_sync_error: 'connect ETIMEDOUT',
  error_code: 'unreachable',
  sync_failures: 2,
};

/** A connection in each state that a card can be in. */
const CHANGES: Record<ConnectionState, Changes> = {
  not_configured: {},
  unfinished: { ...PROVEN, last_run_kind: 'verification' },
  ready: { ...PROVEN, enabled: true, last_run_kind: 'verification' },
  verifying: {
    settings: SETTINGS,
    status: 'verifying',
    run_id: 'run-1',
    run_started_at: minutesAgo(1),
    run_deadline_at: minutesAgo(-2),
    verification_checks: [
      ...CHECKS.slice(0, 2),
      { name: 'list_spaces', outcome: 'running', detail: null, duration_ms: null },
    ],
  },
  verification_failed: {
    settings: SETTINGS,
    last_run_kind: 'verification',
    last_verification_at: minutesAgo(2),
    last_verification_error: 'HTTP 401',
    error_code: 'invalid_credentials',
    verification_checks: [
      ...CHECKS.slice(0, 1),
      { name: 'signed_in', outcome: 'failed' as const, detail: null, duration_ms: 80 },
    ].map((check) => ({ ...check, checked_at: minutesAgo(2) })),
  },
  syncing: RUNNING,
  rate_limited: {
    ...RUNNING,
    ...{ run_waiting_until: minutesAgo(-12), run_deadline_at: minutesAgo(-30) },
  },
  queued: { ...RUNNING, run_phase: null, documents_processed: 0, run_queue_position: 3 },
  silent: { ...RUNNING, run_last_heard_at: minutesAgo(4) },
  results_waiting: { ...RUNNING, run_last_heard_at: minutesAgo(4), run_held_up_by: 'app' },
  synced: SYNCED,
  synced_with_problems: { ...SYNCED, documents_failed: 3 },
  found_nothing: {
    ...SYNCED,
    ...{ documents_processed: 0, documents_total: 0 },
    ...{ documents_added: 0, documents_updated: 0, documents_removed: 0 },
    access: NOTHING_TO_READ,
  },
  cancelled: { ...SYNCED, last_sync_status: 'cancelled' },
  paused: {
    ...SYNCED,
    next_sync_at: null,
    paused_at: minutesAgo(1500),
    paused_reason: 'user',
    paused_by: 'Grace Hopper',
  },
  needs_credentials: { ...FAILED, error_code: 'credentials_expired' },
  failed: FAILED,
  held: {
    ...SYNCED,
    last_sync_status: 'failed',
    error_code: 'too_many_deletions',
    ...{ deletions_held: 812, deletions_held_of: 900 },
    ...{ documents_processed: 88, documents_total: 88 },
  },
};

export const CONNECTION_STATE_NAMES = Object.keys(CHANGES) as ConnectionState[];

export function connectionIn(state: ConnectionState, changes: Changes = {}): DataSourceConnection {
  const ofState = CHANGES[state];
  const { type = 'confluence' } = changes;
  return connectionFixture({
    ...ofState,
    ...(ofState.settings && { settings: SETTINGS_OF[type] }),
    ...(ofState.run_phase && { run_phase: PHASE_OF[type] }),
    ...changes,
  });
}
