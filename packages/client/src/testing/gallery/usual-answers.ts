import {
  ALLOWED_DATA_SOURCE_TYPES,
  CATALOGUE,
  type CurrentSession,
  type DataSourceConnection,
  type DataSourceType,
  type FailedItem,
  type FailedItemPage,
  type Member,
  type ProblemCode,
  type Role,
  type SessionEntry,
} from '@rita/contracts';
import { syncFixture } from '../sync-fixture.ts';
import { type Answers, answer } from './answers.ts';
import { CONNECTION_STATE_NAMES, connectionIn } from './connection-states.ts';
import { USUAL_CONNECTOR } from './connectors.ts';
import { minutesAgo } from './moments.ts';

const ORGANIZATION = { id: 'organization-1', name: 'Analytical Engines' };
const ADA = { id: 'person-1', name: 'Ada Lovelace', email: 'ada@example.com' };
const APP = { type: 'system', name: null } as const;
const DOCUMENT = {
  id: '5b795bb3-5ad9-49e9-919d-a192db1e14ab',
  connection_id: connectionIn('synced').id,
  connection_type: 'confluence',
  title: 'Jasmine Pearls',
  url: 'https://northwind.example/wiki/jasmine',
  path: ['Tea knowledge'],
  author: 'Inés Gutiérrez',
  updated_at: minutesAgo(9000),
};

export function sessionOf(role: Role): { data: CurrentSession } {
  const session = { user: ADA, organization: ORGANIZATION, role, organizations: [] };
  return { data: { ...session, has_sample_sources: false } };
}

export const MEMBERS: readonly Member[] = [
  { ...ADA, id: 'member-1', user_id: ADA.id, role: 'owner', joined_at: minutesAgo(9000) },
  {
    ...{ id: 'member-2', user_id: 'person-2', name: 'Grace Hopper', email: 'grace@example.com' },
    ...{ role: 'member', joined_at: minutesAgo(5000) },
  },
];

/** Whom the samples know, and who may be looked through the eyes of. */
export const SAMPLE_READERS = [
  { id: 'broad', name: 'Ewa Nowak' },
  { id: 'narrow', name: 'Liam O’Connor' },
] as const;

const FAILED_ITEMS: FailedItemPage = {
  data: [
    failedItem('Jasmine Pearls', 'timeout', 'No answer within 30 s.'),
    failedItem('Old runbook', 'insufficient_permissions', 'HTTP 403'),
    failedItem(null, 'upstream_error', 'HTTP 500'),
  ],
  ...{ next_cursor: null, total: 3 },
};

function failedItem(title: string | null, code: ProblemCode, reason: string): FailedItem {
  const url = title === null ? null : 'https://northwind.example/wiki/page';
  return { external_id: `page-of-${code}`, title, url, code, reason };
}

const SESSIONS: readonly SessionEntry[] = [
  sessionOn({ browser: 'Firefox', system: 'Windows', kind: 'desktop' }, minutesAgo(1)),
  sessionOn({ browser: 'Safari', system: 'iOS', kind: 'phone' }, minutesAgo(2000)),
];

function sessionOn(device: SessionEntry['device'], at: string): SessionEntry {
  return {
    ...{ id: `session-${device.kind}`, device, network: '192.0.2.0/24' },
    ...{ signed_in_at: minutesAgo(4000), last_seen_at: at, expires_at: minutesAgo(-9000) },
    is_current: device.kind === 'desktop',
  };
}

/** Cards of all states at once: an organization that has one connection in each of them. */
export function connectionsInAllStates(): DataSourceConnection[] {
  return CONNECTION_STATE_NAMES.map((state, index) => {
    const type = ALLOWED_DATA_SOURCE_TYPES[index % 4] ?? 'confluence';
    const { name, description } = CATALOGUE[type];
    const id = `6f1b3c52-5a5e-4a0e-9a4e-0c8f1f5f${String(index + 1).padStart(4, '0')}`;
    const { verification_checks: checks } = connectionIn(state);
    const verification_checks = checksOf(type, checks);
    return connectionIn(state, { id, type, name, description, verification_checks });
  });
}

type Checks = DataSourceConnection['verification_checks'];

/** Each type has checks of its own. */
function checksOf(type: DataSourceType, checks: Checks): Checks {
  const names = Object.keys(CATALOGUE[type].checks);
  return names.flatMap((name, at) => (checks[at] === undefined ? [] : { ...checks[at], name }));
}

/** What the app answers when all is well; a state changes some of it. */
export function usualAnswers(): Answers {
  const audit = {
    id: '9f34adfa-988c-408b-93cb-fc7f76b5d4ea',
    organization_id: ORGANIZATION.id,
    occurred_at: minutesAgo(30),
    action: 'data_source.updated',
    actor_type: 'user',
    actor_id: ADA.id,
    actor_label: 'Ada Lovelace <ada@example.com>',
    object_type: 'data_source',
    object_id: DOCUMENT.connection_id,
    object_label: 'Confluence',
    ip: '192.0.2.7',
    details: {},
  };
  return {
    'GET /api/visitor': answer(sessionOf('owner')),
    'GET /api/sign-in-options': answer({
      data: {
        ...{ email_password: true, single_sign_on: false, sign_up: 'open', delivers_mail: false },
        is_trial: true,
        sample_readers: SAMPLE_READERS,
      },
    }),
    'GET /api/data-sources': answer({ data: [connectionIn('synced')] }),
    'POST /api/data-sources/seed': answer({ success: true, created: 0, existing: 4, message: '' }),
    'GET /api/connector': answer(USUAL_CONNECTOR),
    'GET /api/sample-sources': answer({ data: [] }),
    'GET /api/data-sources/:id/credential-link': answer({ data: null }),
    'GET /api/data-sources/:id/failed-items': answer(FAILED_ITEMS),
    'GET /api/data-sources/:id/runs': answer({
      data: Array.from({ length: 8 }, (_, index) =>
        syncFixture(`run-${index}`, {
          outcome: index === 2 ? 'failed' : 'succeeded',
          error_code: index === 2 ? 'unreachable' : null,
          started_at: minutesAgo(1440 * index + 97),
          ended_at: minutesAgo(1440 * index + 95),
          ...{ is_scheduled: index > 0, documents_processed: 1284 - 30 * index },
          started_by: index > 0 ? APP : { type: 'user', name: ADA.name },
          documents_added: 30 - index,
        }),
      ),
      next_cursor: null,
    }),
    'GET /api/documents': answer({
      data: [{ ...DOCUMENT, excerpt: null }],
      ...{ next_cursor: null, total: 1 },
    }),
    'GET /api/documents/:id': answer({
      data: {
        ...DOCUMENT,
        body: '# Origin\n\n**Jasmine Pearls** is a scented green tea.\n\n| Water | Minutes |\n| --- | --- |\n| 80 °C | 3 |',
        ...{ created_at: minutesAgo(90_000), fetched_at: minutesAgo(60), passages: [] },
      },
    }),
    'GET /api/documents/:id/access': answer({
      data: {
        ...{
          kind: 'everyone',
          reason: null,
          layers: [],
          denied: null,
          is_stale: false,
          person: null,
        },
        ...{ documents_read_at: minutesAgo(30), people_read_at: minutesAgo(30) },
      },
    }),
    'GET /api/audit-events': answer({ data: [audit], next_cursor: null }),
    'GET /api/audit-actors': answer({
      data: [{ actor_type: 'user', actor_label: audit.actor_label, actor_id: ADA.id }],
    }),
    'GET /api/members': answer({
      data: { members: MEMBERS, invitations: [] },
    }),
    'GET /api/people': answer({ data: { sources: [], people: [] } }),
    'GET /api/change-webhooks/alerts': answer({ data: null }),
    'GET /api/change-webhooks/documents': answer({ data: null }),
    'GET /api/account/alerts': answer({ data: { mail: true, kinds: ['failed'], quiet: null } }),
    'GET /api/domains': answer({ data: [] }),
    'GET /api/account': answer({
      data: {
        name: ADA.name,
        email: ADA.email,
        has_password: true,
        address_proved_at: null,
        can_confirm_address: true,
        second_factor: null,
      },
    }),
    'GET /api/sessions': answer({ data: SESSIONS }),
    'GET /api/account/matches': answer({
      data: { sources: [], address_state: 'not_proved', matches: {} },
    }),
    'GET /api/assistants': answer({ data: [], endpoint: 'https://rita.example/mcp' }),
    'GET /api/keys': answer({ data: [] }),
  };
}
