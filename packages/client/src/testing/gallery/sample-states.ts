import {
  CATALOGUE,
  type DataSourceConnection,
  type DataSourceType,
  type SampleSource,
} from '@rita/contracts';
import { type Answers, answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';
import { MEMBERS, SAMPLE_READERS, sessionOf } from './usual-answers.ts';

const NAMES = {
  confluence: 'Confluence',
  servicenow: 'ServiceNow',
  sharepoint: 'SharePoint',
  websearch: 'Web search',
} satisfies Record<DataSourceType, string>;
const TYPES = Object.keys(NAMES) as DataSourceType[];
const url = 'http://127.0.0.1:4711';
const settings = { url, instance_url: url, site_url: url };
const SAMPLES: SampleSource[] = TYPES.map((type) => ({
  ...{ type, name: 'Northwind Tea', description: '', settings, credentials: {} },
}));

type Row = Pick<DataSourceConnection, 'type' | 'name' | 'description' | 'id'>;
const rows: Row[] = TYPES.map((type, index) => ({
  ...{ type, name: NAMES[type], description: CATALOGUE[type].description },
  id: `6f1b3c52-5a5e-4a0e-9a4e-0c8f1f5f00${index + 10}`,
}));

const known = SAMPLE_READERS.map(({ id, name }) => ({
  ...{ id, user_id: id, name, email: `${id}@northwind.example`, role: 'member' },
  joined_at: minutesAgo(60),
}));
const ways = { email_password: true, single_sign_on: false, sign_up: 'open', delivers_mail: false };

function state(name: string, connections: DataSourceConnection[]): GalleryState {
  const session = { data: { ...sessionOf('owner').data, has_sample_sources: true } };
  const answers: Answers = {
    'GET /api/visitor': answer(session),
    'GET /api/sample-sources': answer({ data: SAMPLES }),
    'GET /api/data-sources': answer({ data: connections }),
    'GET /api/sign-in-options': answer({ data: { ...ways, sample_readers: SAMPLE_READERS } }),
    'GET /api/members': answer({ data: { members: [...MEMBERS, ...known], invitations: [] } }),
  };
  return { name: `samples, ${name}`, path: '/data-sources', answers, until: '#samples' };
}

const [wiki, desk, intranet, web] = rows as [Row, Row, Row, Row];
const refused = { ...connectionIn('verification_failed', wiki), settings: {} };

/** The card that connects all sample sources, on the page of data sources. */
export const SAMPLE_STATES: readonly GalleryState[] = [
  state(
    'offered',
    rows.map((row) => connectionIn('not_configured', row)),
  ),
  state('under way', [
    connectionIn('verifying', { ...wiki, settings: {} }),
    connectionIn('syncing', { ...desk, settings, documents_total: 200, documents_processed: 64 }),
    connectionIn('synced', { ...intranet, settings, documents_processed: 48 }),
    connectionIn('syncing', { ...web, settings, documents_total: null }),
  ]),
  state('one has failed', [
    refused,
    ...[desk, intranet, web].map((row) => connectionIn('synced', { ...row, settings })),
  ]),
];
