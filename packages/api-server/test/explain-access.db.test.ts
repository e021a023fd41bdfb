import { randomUUID } from 'node:crypto';
import type { AccessExplanation } from '@rita/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OpenAccess, openAccess } from './access-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
let access: OpenAccess;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  admin = await app.signUp();
  access = await openAccess(app, owner);
  await owner.addMember(admin, 'admin');
  await admin.proveAddress();
});
afterAll(() => app.close());
beforeEach(() => {
  app.receiver.asked.splice(0);
  app.receiver.pages.set('/access/explain', { data: EXPLAINED });
});

const EXPLAINED: AccessExplanation = {
  kind: 'rule',
  reason: null,
  layers: [{ named: [{ principal: 'group:1', name: 'Board' }], more: 3 }],
  denied: null,
  documents_read_at: '2026-11-28T14:20:00.000Z',
  people_read_at: '2026-11-28T14:20:00.000Z',
  is_stale: false,
  person: null,
};
const DOCUMENT = randomUUID();
const path = `/api/documents/${DOCUMENT}/access`;

test('who may read a document is told as whoever asks may read it', async () => {
  expect((await admin.api('GET', path)).body.data).toEqual(EXPLAINED);
  expect(app.receiver.asked).toEqual([
    {
      path: '/access/explain',
      body: {
        tenant_id: owner.organizationId,
        document_id: DOCUMENT,
        reader: {
          person_id: await admin.memberId(owner.organizationId),
          addresses: [admin.email],
        },
        open_connections: [],
      },
    },
  ]);
  app.receiver.pages.set('/access/explain', { data: null });
  const hidden = await admin.api('GET', path);
  expect([hidden.status, hidden.body.code]).toEqual([404, 'not_found']);
});

test('whether a member may read it is told to owners, with what an owner opened', async () => {
  const personId = await admin.memberId(owner.organizationId);
  const about = `${path}?person_id=${personId}`;
  await access.change({ mode: 'everyone' });
  const person = { match: { kind: 'none' }, may_read: true };
  app.receiver.pages.set('/access/explain', { data: { ...EXPLAINED, kind: 'everyone', person } });
  expect((await owner.api('GET', about)).body.data).toMatchObject({ kind: 'everyone', person });
  expect(app.receiver.asked[0]?.body).toMatchObject({
    about: { person_id: personId, addresses: [admin.email] },
    open_connections: [access.id],
  });
  const byAdmin = await admin.api('GET', about);
  expect([byAdmin.status, byAdmin.body.code]).toEqual([403, 'owner_required']);
});

test('nobody is told anything of people or documents of others', async () => {
  const stranger = await app.signUp();
  const foreign = `${path}?person_id=${await stranger.memberId()}`;
  const answer = await owner.api('GET', foreign);
  expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  expect(app.receiver.asked).toEqual([]);
  // The connector is asked as the organization of whoever asks, and has no such document there.
  app.receiver.pages.set('/access/explain', { data: null });
  const own = `${path}?person_id=${await stranger.memberId()}`;
  const theirs = await stranger.api('GET', own);
  expect([theirs.status, theirs.body.code]).toEqual([404, 'not_found']);
  expect(app.receiver.asked[0]?.body).toMatchObject({ tenant_id: stranger.organizationId });
});

test('a connector that cannot answer is said to be that', async () => {
  app.receiver.pages.delete('/access/explain');
  const { status, body } = await owner.api('GET', path);
  expect([status, body.code]).toEqual([502, 'documents_unavailable']);
});
