import {
  AUDIT_ACTIONS,
  type AuditEvent,
  CATALOGUE,
  type DataSourceConnection,
  type DataSourceType,
  OPERATOR_ACTIONS,
} from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { type Answers, answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';

type Changes = Partial<DataSourceConnection>;

const DAY = 1440;
const SYNCED = connectionIn('synced');
const DETAIL = `/data-sources/${SYNCED.id}`;
const DRIVE = 'b!0aV9sPq1YEmWc8dK2fJ7hN4gTzRuXo3L';
const SYS_ID = 'a'.repeat(32);

const OPTIONS: Record<DataSourceType, Changes> = {
  confluence: {},
  servicenow: {
    settings: {
      ...{ instance_url: 'https://northwind.service-now.com', username: 'svc' },
      knowledge_bases: [SYS_ID],
      tables: [
        { table: 'incident', query: 'active=true^priority=1', access: 'role', role: 'itil' },
        { table: 'sc_req_item', access: 'group', group: 'b'.repeat(32) },
        { table: 'cmdb_ci' },
      ],
    },
    latest_options: {
      knowledge_bases: [
        { value: SYS_ID, label: 'IT', count: 312 },
        { value: 'c'.repeat(32), label: 'Human Resources of all countries', count: 78 },
      ],
      tables: [
        { value: 'incident', label: 'Incident', count: 24_110 },
        { value: 'sc_req_item', label: 'Requested Item', count: 908 },
        { value: 'cmdb_ci', label: 'Configuration Item', count: 1 },
      ],
      groups: [{ value: 'b'.repeat(32), label: 'Service desk' }],
    },
  },
  sharepoint: {
    settings: {
      ...{
        tenant_id: 'northwind.onmicrosoft.com',
        client_id: '0b6f7a52-9c1e-4f43-8a5d-2f1c7e90d3ab',
      },
      site_url: 'https://northwind.sharepoint.com',
      sites: ['https://northwind.sharepoint.com/sites/tea'],
      ...{ libraries: [DRIVE], folders: ['/Training'], file_kinds: ['docx', 'pdf'] },
      ...{ max_file_mb: 50, pages: true, organization_links: 'ignore' },
    },
    latest_options: {
      sites: [
        { value: 'https://northwind.sharepoint.com/sites/tea', label: 'Tea' },
        {
          value: 'https://northwind.sharepoint.com/sites/shops',
          label: 'Shops and everything in them',
        },
      ],
      libraries: [
        { value: DRIVE, label: 'Tea / Documents', count: 1402 },
        {
          value: 'b!7fQ2kXb0Zk-oTn3rVw8yLs5d_Hc1Aa',
          label: 'Shops and everything in them / Documents',
          count: 12,
        },
      ],
    },
  },
  websearch: {
    settings: {
      ...{ provider: 'searxng', url: 'https://search.northwind.example' },
      queries: ['green tea brewing temperature', 'tea import rules of the European Union 2031'],
      ...{ allowed_domains: ['tea.example'], blocked_domains: [], language: 'en' },
    },
    latest_options: {
      categories: [{ value: 'general', label: 'general' }],
      engines: [{ value: 'duckduckgo', label: 'duckduckgo' }],
    },
  },
};

/** A connection of another type than most states have, with all of its settings. */
function ofType(type: DataSourceType, changes: Changes = {}): DataSourceConnection {
  const names = Object.keys(CATALOGUE[type].checks);
  const verification_checks = names.map((name) => ({
    ...{ name, outcome: 'passed' as const, detail: null, duration_ms: 41 },
    checked_at: minutesAgo(180),
  }));
  const { name, description } = CATALOGUE[type];
  const verified_method = Object.keys(CATALOGUE[type].credentialMethods)[0] ?? null;
  const own = { type, name, description, verified_method, verification_checks };
  return connectionIn('synced', { ...own, ...OPTIONS[type], ...changes });
}

const listing = (connection: DataSourceConnection): Answers => ({
  'GET /api/data-sources': answer({ data: [connection] }),
});
const detail = (name: string, changes: Changes): GalleryState => ({
  ...{ name: `connection, ${name}`, path: DETAIL },
  answers: listing(connectionIn('synced', changes)),
});

const TYPES = ['servicenow', 'sharepoint', 'websearch'] as const;
const OF_TYPES = TYPES.flatMap((type): GalleryState[] => [
  { name: `connection of ${type}`, path: DETAIL, answers: listing(ofType(type)) },
  {
    ...{ name: `wizard, choose, ${type}`, path: `${DETAIL}/configure?step=choose` },
    answers: listing(ofType(type)),
  },
  {
    ...{ name: `connection, tab configuration, ${type}`, path: `${DETAIL}?tab=configuration` },
    answers: listing(ofType(type)),
  },
]);

const { access } = SYNCED;
const AGES: GalleryState[] = [
  detail('new credentials refused', {
    failed_attempt: {
      ...{ at: minutesAgo(4), error_code: 'invalid_credentials', error: 'HTTP 401' },
      method: 'api_token',
      checks: [
        { name: 'address', outcome: 'passed', detail: null, duration_ms: 30 },
        { name: 'signed_in', outcome: 'failed', detail: null, duration_ms: 80 },
      ],
    },
    ...{ last_verification_at: minutesAgo(4), last_verification_error: 'HTTP 401' },
  }),
  detail('credentials expire soon', { credentials_expire_at: minutesAgo(-2.5 * DAY) }),
  detail('permissions too old', {
    access: {
      ...{ ...access, last_result: 'failed', error_code: 'insufficient_permissions' },
      ...{ error: 'HTTP 403', last_checked_at: minutesAgo(2 * DAY), last_ended_at: minutesAgo(9) },
      summary: access.summary && { ...access.summary, people_read_at: minutesAgo(2 * DAY) },
      failures: 40,
    },
  }),
  detail('permissions never read', {
    access: {
      ...access,
      last_result: null,
      last_checked_at: null,
      last_ended_at: null,
      summary: null,
    },
  }),
  detail('everybody finds all', { access: { ...access, mode: 'everyone' } }),
  detail('every five minutes, after failures', {
    ...{ sync_failures: 5, last_sync_status: 'failed', error_code: 'unreachable' },
    ...{ paused_at: minutesAgo(60), paused_reason: 'failures', next_sync_at: null },
    sync_schedule: {
      ...{ type: 'cron', expression: '*/5 8-18 * * MON-FRI' },
      time_zone: 'America/Argentina/Buenos_Aires',
    },
  }),
];

/** What the log can tell, each once; the details of all that have some. */
const EVENTS: AuditEvent[] = AUDIT_ACTIONS.filter(
  (action) => !OPERATOR_ACTIONS.includes(action),
).map((action, index) => {
  const [about = ''] = action.split('.');
  const label = { data_source: 'Confluence', member: 'grace@example.com', key: 'Nightly report' };
  return {
    ...{ id: `event-${index}`, organization_id: 'organization-1', action },
    ...{ occurred_at: minutesAgo(7 + index * 47), ip: '192.0.2.7' },
    actor_type: /^(sync|access)\.(comp|fail)/.test(action) ? 'connector' : 'user',
    ...{ actor_id: 'person-1', actor_label: 'Ada Lovelace <ada@example.com>' },
    object_type: /^(session|password|second)/.test(action) ? 'session' : 'data_source',
    ...{ object_id: SYNCED.id, object_label: label[about as keyof typeof label] ?? 'Confluence' },
    details: detailsOf(action),
  };
});

function detailsOf(action: AuditEvent['action']): AuditEvent['details'] {
  const counts = { documents_added: 12, documents_updated: 4, documents_removed: 1 };
  const known: Partial<Record<AuditEvent['action'], AuditEvent['details']>> = {
    'data_source.updated': { fields: ['settings', 'name'], settings: ['spaces', 'labels'] },
    'sync.completed': { documents_processed: 1284, documents_failed: 3, ...counts },
    'sync.failed': { error_code: 'unreachable', documents_processed: 400 },
    'sync.started': { scheduled: true },
    'verification.failed': { error_code: 'invalid_credentials' },
    'access.completed': { documents_changed: 7 },
    'access.mode_changed': { mode: 'everyone', restricted_documents: 864 },
    'access.account_assigned': { person: 'Grace Hopper', account_id: '712020:8f14e45f' },
    'member.invited': { role: 'admin' },
    'member.role_changed': { previous_role: 'member', role: 'admin' },
    'session.ended': { ended: 3 },
    'session.sign_in_failed': { failures: 5 },
  };
  return known[action] ?? {};
}

/** Sources of every type, ages of what is known of one, and what is said of its past. */
export const SOURCE_STATES: readonly GalleryState[] = [
  ...OF_TYPES,
  ...AGES,
  {
    ...{ name: 'connection, editing', path: `${DETAIL}?tab=configuration` },
    answers: listing(SYNCED),
    steps: [{ press: () => t.connection.edit }],
    until: 'main form',
  },
  {
    ...{ name: 'connection, tab history, none', path: `${DETAIL}?tab=history` },
    answers: { 'GET /api/data-sources/:id/runs': answer({ data: [], next_cursor: null }) },
  },
  {
    ...{ name: 'activity, all kinds', path: '/activity' },
    answers: { 'GET /api/audit-events': answer({ data: EVENTS, next_cursor: null }) },
    until: 'main time',
  },
];
