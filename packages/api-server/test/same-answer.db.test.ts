import { randomUUID } from 'node:crypto';
import { ROUTES, type Route } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertAssistant } from '../src/features/assistants/assistants.store.ts';
import { type Reply, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
const askers = {} as Record<'owner' | 'admin' | 'member', TestUser>;
/** What exists in an organization that the askers are not in. */
let foreign: {
  organizationId: string;
  memberId: string;
  email: string;
  invitationId: string;
  connectionId: string;
  sessionId: string;
  keyId: string;
  domainId: string;
  assistantId: string;
};

beforeAll(async () => {
  app = await startTestApp();
  askers.owner = await app.signUp('Owner');
  askers.admin = await app.signUp('Admin');
  askers.member = await app.signUp('Member');
  await askers.owner.addMember(askers.admin, 'admin');
  await askers.owner.addMember(askers.member, 'member');
  const stranger = await app.signUp('Stranger');
  const invited = await stranger.api('POST', '/api/auth/organization/invite-member', {
    email: 'invited@example.com',
    role: 'member',
  });
  const { data } = (await stranger.api('GET', '/api/members')).body;
  const [session] = (await stranger.api('GET', '/api/sessions')).body.data;
  const key = await stranger.api('POST', '/api/keys', {
    ...{ kind: 'personal', name: 'A program', scopes: ['documents:read'] },
  });
  const domain = await stranger.api('POST', '/api/domains', { domain: 'example.org' });
  foreign = {
    organizationId: stranger.organizationId,
    memberId: data.members[0].id,
    email: stranger.email,
    invitationId: invited.body.id,
    connectionId: (await stranger.seeded()).id,
    sessionId: session.id,
    keyId: key.body.data.id,
    domainId: domain.body.data.id,
    assistantId: await addAssistant(stranger.organizationId, data.members[0].id),
  };
});
afterAll(() => app.close());

/** As a consent would leave it. */
async function addAssistant(organizationId: string, memberId: string): Promise<string> {
  const id = randomUUID();
  await insertAssistant(app.database.kysely, {
    ...{ id, organization_id: organizationId, member_id: memberId },
    ...{ client_id: 'https://client.example', client_name: 'A client' },
    ...{ redirect_host: 'client.example', scopes: ['documents:read'] },
  });
  return id;
}

/** As many characters as ours have, so that nothing but its existence is different. */
const unknown = () => ({
  organizationId: randomUUID().replaceAll('-', '').slice(0, foreign.organizationId.length),
  memberId: randomUUID().slice(0, foreign.memberId.length),
  email: `${randomUUID()}@example.com`,
  invitationId: randomUUID().slice(0, foreign.invitationId.length),
  connectionId: randomUUID(),
  sessionId: randomUUID().slice(0, foreign.sessionId.length),
  keyId: randomUUID(),
  domainId: randomUUID(),
  assistantId: randomUUID(),
});
type Ids = Record<keyof ReturnType<typeof unknown>, string>;
type Ask = (ids: Ids) => [method: string, path: string, body?: object];

const auth = '/api/auth/organization';
const QUESTIONS: Record<string, Ask> = {
  'a role of a member': ({ memberId }) => [
    'POST',
    `${auth}/update-member-role`,
    { memberId, role: 'member' },
  ],
  'a higher role of a member': ({ memberId }) => [
    'POST',
    `${auth}/update-member-role`,
    { memberId, role: 'owner' },
  ],
  'a role in an organization': ({ memberId, organizationId }) => [
    'POST',
    `${auth}/update-member-role`,
    { memberId, organizationId, role: 'member' },
  ],
  'removing a member': ({ memberId }) => [
    'POST',
    `${auth}/remove-member`,
    { memberIdOrEmail: memberId },
  ],
  'removing somebody by address': ({ email }) => [
    'POST',
    `${auth}/remove-member`,
    { memberIdOrEmail: email },
  ],
  'removing from an organization': ({ memberId, organizationId }) => [
    'POST',
    `${auth}/remove-member`,
    { memberIdOrEmail: memberId, organizationId },
  ],
  'inviting into an organization': ({ organizationId }) => [
    'POST',
    `${auth}/invite-member`,
    { email: `${randomUUID()}@example.com`, role: 'member', organizationId },
  ],
  'leaving an organization': ({ organizationId }) => ['POST', `${auth}/leave`, { organizationId }],
  'working in an organization': ({ organizationId }) => [
    'POST',
    `${auth}/set-active`,
    { organizationId },
  ],
  'cancelling an invitation': ({ invitationId }) => [
    'POST',
    `${auth}/cancel-invitation`,
    { invitationId },
  ],
  'the history of a thing': ({ connectionId }) => [
    'GET',
    `/api/audit-events?object_id=${connectionId}`,
  ],
  'the history of a member': ({ memberId }) => ['GET', `/api/audit-events?object_id=${memberId}`],
  'documents of a connection': ({ connectionId }) => [
    'GET',
    `/api/documents?connection_id=${connectionId}`,
  ],
  'ending a session': ({ sessionId }) => ['DELETE', `/api/sessions/${sessionId}`],
  'ending a key': ({ keyId }) => ['DELETE', `/api/keys/${keyId}`],
  'ending an assistant': ({ assistantId }) => ['DELETE', `/api/assistants/${assistantId}`],
  'checking a domain': ({ domainId }) => ['POST', `/api/domains/${domainId}/check`],
  'removing a domain': ({ domainId }) => ['DELETE', `/api/domains/${domainId}`],
  'who may read a document': ({ connectionId }) => ['GET', `/api/documents/${connectionId}/access`],
  'a document': ({ connectionId }) => ['GET', `/api/documents/${connectionId}`],
};

const withoutId = ({ status, body }: Reply) => [status, { ...body, request_id: undefined }];

describe.each(['owner', 'admin', 'member'] as const)('asked by an %s', (role) => {
  test.each(Object.entries(QUESTIONS))('%s', async (_, ask) => {
    const there = await askers[role].api(...ask(foreign));
    const nowhere = await askers[role].api(...ask(unknown()));
    expect(withoutId(there)).toEqual(withoutId(nowhere));
  });
});

/** Where ids are not asked about in the same way, with what is said of them instead. */
const ELSEWHERE: Record<string, string> = {
  '/api/data-sources/:id': 'routes.db.test.ts, with everything below it',
  '/api/consents/:id': 'what is asked is told only in the browser that began it; oauth.db.test.ts',
  '/api/change-webhooks/:topic': 'topics are words that everybody knows',
  '/api/invitations/:id': 'who has the id of an invitation was sent it; invitations.db.test.ts',
};

test('no route that takes an id is left out', () => {
  const asked = Object.values(QUESTIONS).map((ask) => ask(unknown()).slice(0, 2).join(' '));
  const elsewhere = Object.keys(ELSEWHERE);
  const leftOut = (ROUTES as readonly Route[]).filter(({ method, path }) => {
    if (!path.includes(':') || elsewhere.some((one) => path.startsWith(one))) return false;
    const pattern = new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`);
    return !asked.some((one) => pattern.test(one));
  });
  expect(leftOut.map(({ id }) => id)).toEqual([]);
});
