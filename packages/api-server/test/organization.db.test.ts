import { createLog } from '@rita/platform/log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../src/features/account/account-test-app.ts';
import { sealAuditLog } from '../src/features/audit/seal-audit-log.ts';
import { verifyAuditLog } from '../src/features/audit/verify-audit-log.ts';
import { deleteOrganization } from '../src/features/organization/delete-organization.ts';
import type { Principal } from '../src/platform/http/principal.ts';
import {
  connectionsOf,
  furnish,
  PASSWORD,
  ORGANIZATION_PATH as PATH,
  proof,
  remove,
  sessionOf,
  watchOrganizations,
} from './organization-steps.ts';
import { configured, rowOf, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
let watched: ReturnType<typeof watchOrganizations>;
beforeAll(async () => {
  app = await startTestApp();
  watched = watchOrganizations(app);
});
afterAll(() => app.close());

describe('renaming', () => {
  test('is for owners, is seen by everybody, and is in the log', async () => {
    const [owner, admin, member] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
    await owner.addMember(admin, 'admin');
    await owner.addMember(member, 'member');
    const refused = await Promise.all(
      [admin, member].map((one) => one.api('PUT', PATH, { name: 'Mine' })),
    );
    expect(refused.map(({ body }) => body.code)).toEqual(['owner_required', 'forbidden']);
    const renamed = await owner.api('PUT', PATH, { name: ' Acme ' });
    expect(renamed.body.data).toEqual({ id: owner.organizationId, name: 'Acme' });
    // The same name once more is no change.
    await owner.api('PUT', PATH, { name: 'Acme' });
    expect((await sessionOf(member)).organization.name).toBe('Acme');
    const entries = (await watched.logOf(owner.organizationId)).filter(
      ({ action }) => action === 'organization.renamed',
    );
    expect(entries).toMatchObject([
      { object_label: 'Acme', details: { previous_name: 'Ada’s organization' } },
    ]);
    for (const name of ['', ' ', 'x'.repeat(201)]) {
      expect((await owner.api('PUT', PATH, { name })).body.code).toBe('validation_failed');
    }
  });
});

describe('deleting', () => {
  test('is for owners who type its name and prove who they are', async () => {
    const [owner, admin, member] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
    await owner.addMember(admin, 'admin');
    await owner.addMember(member, 'member');
    const before = await watched.rowsOf(owner.organizationId);
    const meant = proof(owner);
    const codes = [
      await admin.api('DELETE', PATH, meant),
      await member.api('DELETE', PATH, meant),
      await remove(owner, { name: 'Ada’s organizatio' }),
      await remove(owner, { id: admin.organizationId }),
      await remove(owner, { password: undefined }),
      await remove(owner, { password: 'another one' }),
    ].map(({ body }) => body.code);
    expect(codes).toEqual([
      'owner_required',
      'forbidden',
      'organization_differs',
      'organization_differs',
      'validation_failed',
      'invalid_sign_in',
    ]);
    expect(await watched.rowsOf(owner.organizationId)).toEqual(before);
  });

  test('asks for the second factor of whoever has one', async () => {
    const owner = await app.signUp();
    const begun = await owner.api('POST', '/api/account/second-factor', { password: PASSWORD });
    const { secret } = begun.body.data;
    const confirm = (code: string) =>
      owner.api('POST', '/api/account/second-factor/confirm', { code });
    expect((await confirm(codeOf(secret))).status).toBe(200);
    await app.database.executeSql('update second_factors set last_step = 0');
    expect((await remove(owner)).body.code).toBe('second_factor_required');
    expect((await remove(owner, { code: '000000' })).body.code).toBe('invalid_second_factor');
    expect((await remove(owner, { code: codeOf(secret) })).status).toBe(200);
    expect(await watched.rowsOf(owner.organizationId)).toEqual({});
  });

  test('needs no password of whoever has none', async () => {
    const owner = await app.signUp();
    await app.database.kysely.deleteFrom('accounts').where('user_id', '=', owner.userId).execute();
    expect((await remove(owner, { password: undefined })).status).toBe(200);
  });

  test('takes everything, ends what runs, and leaves others alone', async () => {
    const owner = await app.signUp();
    const stranger = await app.signUp();
    const { id, runId } = await furnish(app, owner);
    await furnish(app, stranger);
    const ids = await connectionsOf(owner);
    const others = await watched.rowsOf(stranger.organizationId);
    expect(Object.keys(await watched.rowsOf(owner.organizationId)).toSorted()).toEqual(
      Object.keys(others).toSorted(),
    );
    expect((await remove(owner)).body.data).toEqual({ id: owner.organizationId, deleted: true });
    expect(await watched.rowsOf(owner.organizationId)).toEqual({});
    expect(await watched.rowsOf(stranger.organizationId)).toEqual(others);
    await expect.poll(() => watched.told('delete_connection', ids)).toEqual(ids);
    expect(watched.told('cancel_sync', ids)).toEqual([id]);
    expect(watched.told('delete_connection', await connectionsOf(stranger))).toEqual([]);
    const message = { type: 'sync', connection_id: id, tenant_id: owner.organizationId, seq: 5 };
    const late = await app.report({ ...message, status: 'sync_completed', run_id: runId });
    expect(late.body.data.outcome).toBe('stale');
  });

  test('is the last thing in its log, which stays and still fits its seals', async () => {
    const owner = await app.signUp();
    await owner.seeded();
    await remove(owner);
    const entries = await watched.logOf(owner.organizationId);
    expect(entries.at(-1)).toMatchObject({
      action: 'organization.deleted',
      actor_label: `Ada <${owner.email}>`,
      object_label: 'Ada’s organization',
      details: { members: 1, connections: 4 },
    });
    const log = createLog({ service: 'test', level: 'silent', destination: process.stderr });
    const { kysely: db } = app.database;
    await sealAuditLog({ db, log }, new AbortController().signal);
    expect((await verifyAuditLog(db, [])).faults).toEqual([]);
  });

  test('puts everybody somewhere else', async () => {
    const owner = await app.signUp();
    const [elsewhere, nowhere] = await Promise.all([app.signUp('Eve'), app.signUp('Noa')]);
    const own = elsewhere.organizationId;
    await app.database.kysely
      .deleteFrom('organizations')
      .where('id', '=', nowhere.organizationId)
      .execute();
    await owner.addMember(nowhere, 'member');
    await app.database.kysely
      .insertInto('members')
      .values({
        id: own,
        organization_id: owner.organizationId,
        user_id: elsewhere.userId,
        role: 'admin',
      })
      .execute();
    const organizationId = owner.organizationId;
    await elsewhere.api('POST', '/api/auth/organization/set-active', { organizationId });
    expect((await sessionOf(elsewhere)).organization.id).toBe(organizationId);
    expect((await remove(owner)).status).toBe(200);
    expect((await sessionOf(elsewhere)).organization.id).toBe(own);
    for (const [user, name] of [
      [nowhere, 'Noa'],
      [owner, 'Ada'],
    ] as const) {
      const { organization, role } = await sessionOf(user);
      expect([organization.name, role]).toEqual([`${name}’s organization`, 'owner']);
      expect(organization.id).not.toBe(organizationId);
    }
  });

  test('twice at once deletes one organization, once', async () => {
    const owner = await app.signUp();
    await owner.seeded();
    const ids = await connectionsOf(owner);
    const answers = await Promise.all([remove(owner), remove(owner), remove(owner)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 404, 409]).toContain(status);
    await expect.poll(() => watched.told('delete_connection', ids)).toEqual(ids);
    expect(await watched.rowsOf((await sessionOf(owner)).organization.id)).toEqual({ members: 1 });
  });

  test('is told to the connector also when the process ends right after it', async () => {
    const owner = await app.signUp();
    const { id } = await configured(app, owner);
    const ids = await connectionsOf(owner);
    const { user, organization } = await sessionOf(owner);
    const principal = { userId: user.id, userName: user.name, userEmail: user.email };
    const at = { organizationId: organization.id, organizationName: organization.name };
    // What would tell it at once never begins.
    const background = { ...app.deps.background, start: () => {} };
    const asked = { principal: { ...principal, ...at } as Principal, ip: '192.0.2.1' };
    await deleteOrganization({ ...app.deps, background }, asked, proof(owner));
    expect(await rowOf(app, id).catch(() => undefined)).toBeUndefined();
    await expect
      .poll(() => watched.told('delete_connection', ids), { timeout: 20_000 })
      .toEqual(ids);
  });

  test('is told to a connector that was away', async () => {
    const owner = await app.signUp();
    await configured(app, owner);
    const ids = await connectionsOf(owner);
    const waiting = () => watched.waiting(owner.organizationId);
    app.receiver.script([], 503);
    await remove(owner);
    await expect.poll(async () => (await waiting()).every((one) => one.attempts > 0)).toBe(true);
    expect(await waiting()).toHaveLength(4);
    app.receiver.script([]);
    await app.database.executeSql('update outgoing_webhooks set next_attempt_at = now()');
    await expect.poll(waiting, { timeout: 25_000 }).toEqual([]);
    expect(new Set(watched.told('delete_connection', ids))).toEqual(new Set(ids));
  });
});
