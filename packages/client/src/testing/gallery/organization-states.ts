import {
  ALERT_KINDS,
  type Assistant,
  type ChangeWebhook,
  type Domain,
  type Key,
  type Person,
  type PersonMatch,
} from '@rita/contracts';
import { answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';
import { connectionsInAllStates, MEMBERS, sessionOf } from './usual-answers.ts';

const DAY = 1440;
const WIKI = connectionIn('synced');
const [, DESK, INTRANET] = connectionsInAllStates();
const SOURCES = [WIKI, DESK, INTRANET].flatMap((source) => (source ? [source] : []));

const WEBHOOK: ChangeWebhook = {
  ...{ url: 'https://hooks.northwind.example/rita/documents', kinds: null },
  ...{ is_on: true, off_reason: null, created_at: minutesAgo(40 * DAY) },
  delivered_at: minutesAgo(130),
  failure: {
    ...{ reason: 'refused', status: 503, count: 4, since: minutesAgo(110) },
    next_attempt_at: minutesAgo(-20),
  },
};
const ALERTED: ChangeWebhook = {
  ...WEBHOOK,
  url: 'https://a-rather-long-name-of-a-host.department.northwind.example/alerts/of/rita',
  kinds: [...ALERT_KINDS],
  ...{ is_on: false, off_reason: 'failed', delivered_at: minutesAgo(9 * DAY), failure: null },
};

const domain = (name: string, changes: Partial<Domain>): Domain => ({
  ...{ id: `5b795bb3-5ad9-49e9-919d-${name.slice(0, 1).repeat(12)}`, domain: name },
  record: `rita-domain-verification=${'4f'.repeat(20)}`,
  ...{ proved_at: null, checked_at: null, finding: null, created_at: minutesAgo(30 * DAY) },
  ...changes,
});
const DOMAINS: Domain[] = [
  domain('analytical.example', {
    ...{ proved_at: minutesAgo(20 * DAY), checked_at: minutesAgo(60), finding: 'found' },
  }),
  domain('bernoulli.department-of-engines.example', {
    ...{ checked_at: minutesAgo(3), finding: 'absent' },
  }),
  domain('cards.example', {
    ...{ proved_at: minutesAgo(20 * DAY), checked_at: minutesAgo(50), finding: 'absent' },
  }),
];

const ORGANIZATIONS = [
  { id: 'organization-2', name: 'Northwind Tea and Coffee Traders', role: 'admin' },
  { id: 'organization-3', name: 'Donaudampfschifffahrtsgesellschaft'.repeat(2), role: 'member' },
];
const inSeveral = (role: 'owner' | 'member') =>
  answer({ data: { ...sessionOf(role).data, organizations: ORGANIZATIONS } });
const QUIET = { from: '20:00', to: '07:30', time_zone: 'Europe/Berlin' };

const account = (name: string, evidence: 'address' | 'looked_up' | 'assigned'): PersonMatch => ({
  ...{ kind: 'account', account_id: '712020:8f14e45f', name, evidence },
});
const OWN = {
  [SOURCES[0]?.id ?? '']: account('Ada Lovelace', 'address'),
  [SOURCES[1]?.id ?? '']: { kind: 'ambiguous', count: 2 },
} satisfies Person['matches'];
const sources = SOURCES.map(({ id, name, type }, index) => {
  return { connection_id: id, name, type, is_read: index < 2 };
});
const PEOPLE: Person[] = [
  { person_id: MEMBERS[0]?.id ?? '', address_state: 'proved', matches: OWN },
  {
    ...{ person_id: MEMBERS[1]?.id ?? '', address_state: 'not_proved' },
    matches: { [WIKI.id]: account('Rear Admiral Grace B. Hopper (Retired)', 'assigned') },
  },
];

const key = (name: string, changes: Partial<Key>): Key => ({
  ...{ id: `5b795bb3-5ad9-49e9-919d-${name.length}`.padEnd(36, '0'), kind: 'personal', name },
  ...{ hint: 'rita_…3f9a', scopes: ['documents:read'], connections: [] },
  ...{ owner_name: 'Ada Lovelace', is_own: true, created_at: minutesAgo(30 * DAY) },
  ...{ expires_at: minutesAgo(-60 * DAY), last_used_at: minutesAgo(12) },
  ...changes,
});
const KEYS: Key[] = [
  key('Nightly report', {}),
  key('Bot of the help desk in all three countries, for questions of customers', {
    ...{ kind: 'organization', connections: SOURCES.map(({ id }) => id), is_own: false },
    ...{ owner_name: 'Grace Hopper', expires_at: minutesAgo(-2 * DAY), last_used_at: null },
  }),
  key('Infrastructure', {
    ...{ kind: 'organization', scopes: ['sources:read', 'sources:write'], owner_name: null },
    ...{ is_own: false, expires_at: minutesAgo(DAY), last_used_at: minutesAgo(3 * DAY) },
  }),
];
const ASSISTANTS: Assistant[] = [
  {
    ...{ id: 'assistant-1', client_name: 'Claude', redirect_host: 'claude.example' },
    ...{ scopes: ['documents:read'], owner_name: 'Ada Lovelace', is_own: true },
    ...{ connected_at: minutesAgo(8 * DAY), last_used_at: minutesAgo(5) },
  },
  {
    ...{ id: 'assistant-2', client_name: 'An editor with a rather long name of its own' },
    ...{ redirect_host: '127.0.0.1', scopes: ['documents:read'], owner_name: 'Grace Hopper' },
    ...{ is_own: false, connected_at: minutesAgo(90), last_used_at: null },
  },
];

const SETTINGS = {
  'GET /api/visitor': inSeveral('owner'),
  'GET /api/change-webhooks/documents': answer({ data: WEBHOOK }),
  'GET /api/change-webhooks/alerts': answer({ data: ALERTED }),
  'GET /api/domains': answer({ data: DOMAINS }),
  'GET /api/account/alerts': answer({
    data: { mail: true, kinds: [...ALERT_KINDS], quiet: QUIET },
  }),
};

/** Pages of an organization that has all that can be there. */
export const ORGANIZATION_STATES: readonly GalleryState[] = [
  { name: 'settings, all in use', path: '/settings', answers: SETTINGS, until: 'h1' },
  {
    ...{ name: 'settings, as a member', path: '/settings' },
    answers: { ...SETTINGS, 'GET /api/visitor': inSeveral('member') },
  },
  {
    ...{ name: 'members, known at sources', path: '/members' },
    answers: {
      'GET /api/data-sources': answer({ data: SOURCES }),
      'GET /api/people': answer({ data: { sources, people: PEOPLE } }),
    },
  },
  {
    ...{ name: 'assistants, several', path: '/settings/assistants' },
    answers: {
      'GET /api/data-sources': answer({ data: SOURCES }),
      'GET /api/assistants': answer({ data: ASSISTANTS, endpoint: 'https://rita.example/mcp' }),
      'GET /api/keys': answer({ data: KEYS }),
    },
  },
  {
    ...{ name: 'account, second factor', path: '/account' },
    answers: {
      'GET /api/account': answer({
        data: {
          ...{ name: 'Ada Lovelace', email: 'ada@example.com', has_password: true },
          ...{ address_proved_at: minutesAgo(30 * DAY), can_confirm_address: false },
          second_factor: { enabled_at: minutesAgo(20 * DAY), recovery_codes_left: 2 },
        },
      }),
      'GET /api/account/matches': answer({
        data: { sources, address_state: 'proved', matches: OWN },
      }),
    },
  },
];
