import type { Consent } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { type Answers, answer } from './answers.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';
import type { GalleryStep } from './take-steps.ts';
import { sessionOf } from './usual-answers.ts';

const NOBODY: Answers = { 'GET /api/visitor': answer({ data: null }) };
const ID = '5b795bb3-5ad9-49e9-919d-a192db1e14ab';
const INVITED: Answers = {
  'GET /api/invitations/:id': answer({
    data: {
      ...{ organization_name: 'Analytical Engines', email: 'grace@example.com', role: 'admin' },
      expires_at: minutesAgo(-9000),
    },
  }),
};
const CONSENT: Consent = {
  ...{ client_name: 'Claude', client_host: 'claude.example', redirect_host: 'claude.example' },
  ...{ is_on_this_machine: false, scopes: ['documents:read'] },
  organizations: [
    { id: 'organization-1', name: 'Analytical Engines', role: 'owner' },
    { id: 'organization-2', name: 'Northwind Tea and Coffee Traders', role: 'member' },
  ],
};
const UNVOUCHED: Consent = {
  ...{ ...CONSENT, client_name: 'A program on this very machine', client_host: null },
  ...{ redirect_host: '127.0.0.1', is_on_this_machine: true },
  organizations: CONSENT.organizations.slice(0, 1),
};

const SIGNING_IN: readonly GalleryStep[] = [
  { type: 'ada@example.com', into: () => t.session.email },
  { type: 'correct horse battery', into: () => t.session.password },
  { press: () => t.session.signIn },
];

const visitor = (name: string, path: string, answers: Answers = {}): GalleryState => ({
  ...{ name, path, answers: { ...NOBODY, ...answers }, until: 'h1 ~ *, form' },
});
const member = (name: string, path: string, answers: Answers): GalleryState => ({
  ...{ name, path, answers: { 'GET /api/visitor': answer(sessionOf('owner')), ...answers } },
  until: 'h1',
});

/** Pages that a mail or an assistant leads to, and what is asked for on the way in. */
export const VISITOR_STATES: readonly GalleryState[] = [
  ...['sign-in', 'sign-up', 'forgot-password'].map((name) => visitor(name, `/${name}`)),
  {
    ...visitor('sign-in, second factor', '/sign-in', {
      'POST /api/auth/sign-in/email': { problem: 'second_factor_required' },
    }),
    steps: SIGNING_IN,
    until: '[autocomplete=one-time-code]',
  },
  {
    ...visitor('sign-in, refused', '/sign-in', {
      'POST /api/auth/sign-in/email': { problem: 'invalid_sign_in' },
    }),
    steps: SIGNING_IN,
    until: 'form [role=alert]',
  },
  visitor('invitation', `/invitations/${ID}`, INVITED),
  member('invitation, to somebody else', `/invitations/${ID}`, INVITED),
  visitor('invitation, gone', `/invitations/${ID}`, {
    'GET /api/invitations/:id': { problem: 'not_found' },
  }),
  visitor('confirm sign-up', '/confirm-sign-up#token=of-a-mail'),
  visitor('reset password', '/reset-password#token=of-a-mail'),
  visitor('reset password, link gone', '/reset-password'),
  member('consent', `/connect/${ID}`, {
    'GET /api/consents/:id/request': answer({ data: CONSENT }),
  }),
  member('consent, nobody vouches', `/connect/${ID}`, {
    'GET /api/consents/:id/request': answer({ data: UNVOUCHED }),
  }),
];
