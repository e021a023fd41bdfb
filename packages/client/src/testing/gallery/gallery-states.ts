import {
  CATALOGUE,
  type CheckInfo,
  type DataSourceConnection,
  type DataSourceType,
} from '@rita/contracts';
import { type Answers, answer } from './answers.ts';
import { CONNECTION_STATE_NAMES, connectionIn } from './connection-states.ts';
import { OLD_CONNECTOR } from './connectors.ts';
import { DIALOG_STATES } from './dialog-states.ts';
import { DOCUMENT_STATES } from './document-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { LINK_STATES } from './link-states.ts';
import { minutesAgo } from './moments.ts';
import { ORGANIZATION_STATES } from './organization-states.ts';
import { PREVIEW_STATES } from './preview-states.ts';
import { READING_STATES } from './reading-states.ts';
import { SAMPLE_STATES } from './sample-states.ts';
import { SOURCE_STATES } from './source-states.ts';
import { connectionsInAllStates, MEMBERS, sessionOf } from './usual-answers.ts';
import { VISITOR_STATES } from './visitor-states.ts';

const ID = connectionIn('synced').id;
const DETAIL = `/data-sources/${ID}`;
const CONFIGURE = `${DETAIL}/configure`;

const listing = (...connections: DataSourceConnection[]): Answers => ({
  'GET /api/data-sources': answer({ data: connections }),
});
const page = (name: string, path: string, answers: Answers = {}, until = 'h1'): GalleryState => ({
  ...{ name, path, answers, until },
});
/** What is said once the last attempt to read has failed. */
const ALERT = 'main [role=alert]';
/** Of the frame, below the page. */
const LIVE_BAR = 'main ~ [role=status] p';
/** Checks that not every connector makes. */
const OPTIONAL = new Set(
  Object.entries<CheckInfo>(CATALOGUE.confluence.checks).flatMap(([name, { optional }]) =>
    optional ? [name] : [],
  ),
);

const CARDS: GalleryState[] = [
  page('cards, all states', '/data-sources', listing(...connectionsInAllStates())),
  page('cards, as a member', '/data-sources', {
    ...listing(...connectionsInAllStates()),
    'GET /api/visitor': answer(sessionOf('member')),
  }),
  page('cards, one cause for several', '/data-sources', listing(...withOneCause())),
  page('cards, none', '/data-sources', listing()),
  page('cards, loading', '/data-sources', { 'GET /api/data-sources': 'for ever' }),
  page(
    'cards, error',
    '/data-sources',
    { 'GET /api/data-sources': { problem: 'internal_error' } },
    ALERT,
  ),
  page('cards, server away', '/data-sources', { 'GET /api/data-sources': 'away' }, ALERT),
  page(
    'cards, live updates paused',
    '/data-sources',
    { 'GET /api/events': 'breaks off' },
    LIVE_BAR,
  ),
];

function withOneCause(): DataSourceConnection[] {
  return connectionsInAllStates()
    .slice(0, 4)
    .map(({ id, type, name, description }) => {
      return connectionIn('failed', { id, type, name, description });
    });
}

const CONNECTIONS = CONNECTION_STATE_NAMES.map((state) =>
  page(`connection, ${state}`, DETAIL, listing(connectionIn(state))),
);

const OLD = { 'GET /api/connector': answer(OLD_CONNECTOR) };
const WITH_OLD_CONNECTOR = [
  page('connection, held by an old connector', DETAIL, {
    ...listing(knownToAnOldConnector()),
    ...OLD,
  }),
  page('wizard, no key to seal for', `${CONFIGURE}?step=access`, {
    ...listing(connectionIn('verification_failed')),
    ...OLD,
  }),
];

/** Which proves nothing of permissions, and never read any. */
function knownToAnOldConnector(): DataSourceConnection {
  const held = connectionIn('held');
  return {
    ...held,
    access: connectionIn('not_configured').access,
    verification_checks: held.verification_checks.filter(({ name }) => !OPTIONAL.has(name)),
  };
}

const TABS = ['configuration', 'documents', 'history', 'activity'].map((tab) =>
  page(`connection, tab ${tab}`, `${DETAIL}?tab=${tab}`),
);

const STEPS: GalleryState[] = [
  ...(['confluence', 'servicenow', 'sharepoint', 'websearch'] as const).map(firstStep),
  page('wizard, access', `${CONFIGURE}?step=access`, listing(connectionIn('unfinished'))),
  page('wizard, choose', `${CONFIGURE}?step=choose`, listing(connectionIn('unfinished'))),
  page('wizard, verifying', `${CONFIGURE}?step=access`, listing(connectionIn('verifying'))),
  page('wizard, failed', `${CONFIGURE}?step=access`, listing(connectionIn('verification_failed'))),
];

function firstStep(type: DataSourceType): GalleryState {
  const connection = connectionIn('not_configured', { type, name: CATALOGUE[type].name });
  return page(`wizard, where, ${type}`, CONFIGURE, listing(connection));
}

const LISTS: GalleryState[] = [
  page('documents', '/documents'),
  page('documents, none', '/documents', {
    ...listing(connectionIn('not_configured')),
    'GET /api/documents': answer({ data: [], next_cursor: null, total: 0 }),
  }),
  page('documents, loading', '/documents', { 'GET /api/documents': 'for ever' }),
  page(
    'documents, error',
    '/documents',
    { 'GET /api/documents': { problem: 'internal_error' } },
    ALERT,
  ),
  page('document', '/documents/5b795bb3-5ad9-49e9-919d-a192db1e14ab'),
  page('document, gone', '/documents/5b795bb3-5ad9-49e9-919d-a192db1e14ab', {
    'GET /api/documents/:id': { problem: 'not_found' },
  }),
  page('activity', '/activity'),
  page('activity, none', '/activity', {
    'GET /api/audit-events': answer({ data: [], next_cursor: null }),
  }),
  page('activity, loading', '/activity', { 'GET /api/audit-events': 'for ever' }),
  page('members', '/members'),
  page('members, some invited', '/members', { 'GET /api/members': answer(withInvitations()) }),
  page('members, error', '/members', { 'GET /api/members': { problem: 'internal_error' } }, ALERT),
  page('settings', '/settings'),
  page('assistants', '/settings/assistants'),
  page('account', '/account'),
  page('no such page', '/nowhere'),
];

/** Whom nobody can send a mail, and who was: with a name and an address as long as they get. */
function withInvitations() {
  const email = `somebody.with.a.rather.long.name@${'department.'.repeat(4)}example.com`;
  const invitation = {
    ...{ id: 'invitation-1', email, role: 'member', expires_at: minutesAgo(-9000) },
    ...{ invited_by: 'Ada Lovelace', invited_by_role: 'owner', link: null },
  };
  const link = 'https://rita.example/invitations/invitation-2';
  const other = { ...invitation, id: 'invitation-2', email: 'grace@example.com', link };
  const [owner, member] = MEMBERS;
  const longest = { ...member, name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2), email };
  return { data: { members: [owner, longest], invitations: [invitation, other] } };
}

/** Every state that the pages can be in, for those who look at them and for tests. */
export const GALLERY: readonly GalleryState[] = [
  ...CARDS,
  ...CONNECTIONS,
  ...WITH_OLD_CONNECTOR,
  ...TABS,
  ...STEPS,
  ...LISTS,
  ...VISITOR_STATES,
  ...SOURCE_STATES,
  ...ORGANIZATION_STATES,
  ...DOCUMENT_STATES,
  ...SAMPLE_STATES,
  ...DIALOG_STATES,
  ...PREVIEW_STATES,
  ...READING_STATES,
  ...LINK_STATES,
];
