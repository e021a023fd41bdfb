import type { AskedCredentials } from '@rita/contracts';
import { type Answer, answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import { USUAL_CONNECTOR } from './connectors.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';

const ASKED: AskedCredentials = {
  state: 'open',
  ...{ organization_id: 'organization-1', organization_name: 'Analytical Engines' },
  ...{ asked_by: 'Ada Lovelace', expires_at: minutesAgo(-10_000) },
  connection_id: connectionIn('synced').id,
  ...{ connection_type: 'confluence', connection_name: 'Confluence' },
  settings: { url: 'https://a-very-long-name-of-a-company-and-its-wiki.atlassian.net' },
  user_id: 'link:1',
  attempt: null,
  connector: USUAL_CONNECTOR.data,
  sealing: USUAL_CONNECTOR.sealing,
};
const FAILED: AskedCredentials = {
  ...ASKED,
  attempt: {
    ...{ run_id: 'run-1', state: 'failed', error_code: 'invalid_credentials' },
    checks: [
      { name: 'address', outcome: 'passed' },
      { name: 'signed_in', outcome: 'failed' },
    ],
  },
};

function link(name: string, opened: Answer, until = 'form'): GalleryState {
  return {
    name: `credential link, ${name}`,
    path: '/credentials#token=of-a-mail',
    answers: {
      'GET /api/visitor': answer({ data: null }),
      'POST /api/credential-links/open': opened,
    },
    until,
  };
}

/** What somebody without an account sees who was asked for credentials. */
export const LINK_STATES: readonly GalleryState[] = [
  link('open', answer({ data: ASKED })),
  link('refused', answer({ data: FAILED })),
  link('over', answer({ data: { state: 'expired' } }), '[role=status]'),
];
