import { type Key, PROBLEMS, ROUTES, type Scope } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let member: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Owner');
  member = await app.signUp('Member');
  await owner.addMember(member, 'member');
  app.receiver.pages.set('/documents/search', { data: [], next_cursor: null, total: 0 });
  app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
});
afterAll(() => app.close());

const auditOf = (objectId: string) =>
  app.database.kysely
    .selectFrom('audit_events')
    .selectAll()
    .where('object_id', '=', objectId)
    .orderBy('position')
    .execute();

type Made = Key & { key: string };

async function make(user: TestUser, asked: Record<string, unknown> = {}): Promise<Made> {
  const body = { kind: 'personal', name: 'a program', scopes: ['documents:read'], ...asked };
  const answer = await user.api('POST', '/api/keys', body);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.data;
}

function withKey(key: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${key}` };
  return call(`${app.url}${path}`, method, { headers, ...(body === undefined ? {} : { body }) });
}

describe('what a key may do', () => {
  const keys = {} as Record<Scope, string>;
  beforeAll(async () => {
    for (const scope of ['documents:read', 'sources:read', 'sources:write'] as const) {
      keys[scope] = (await make(owner, { scopes: [scope] })).key;
    }
  });

  const asked = ROUTES.filter(({ access }) => access !== 'public' && access !== 'connector');
  test.each(asked.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      const scope = 'scope' in route ? route.scope : undefined;
      const path = route.path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      for (const [held, key] of Object.entries(keys)) {
        const { status, body } = await withKey(key, route.method, path);
        const isRefused = body.code === 'insufficient_scope';
        expect([held, isRefused]).toEqual([held, held !== scope]);
        if (isRefused) expect(status).toBe(PROBLEMS.insufficient_scope.status);
        expect(body.code).not.toBe('unauthenticated');
      }
    },
  );
});

test('a personal key reads as its person, and no session is needed beside it', async () => {
  const { key } = await make(member);
  await withKey(key, 'GET', '/api/documents?query=word');
  expect(app.receiver.asked.at(-1)?.body).toMatchObject({
    tenant_id: owner.organizationId,
    reader: { person_id: await member.memberId(owner.organizationId), addresses: [] },
  });
});

describe('a key of the organization', () => {
  test('reads what is public, not even what is open to everybody', async () => {
    const connection = await owner.seeded();
    await owner.api('PUT', `/api/data-sources/${connection.id}/access`, { mode: 'everyone' });
    const { key } = await make(owner, { kind: 'organization' });
    await withKey(key, 'GET', '/api/documents?query=word');
    expect(app.receiver.asked.at(-1)?.body).toMatchObject({ reader: null, open_connections: [] });
  });

  test('reads a connection that an owner opened to it, which the log says', async () => {
    const { id } = await owner.seeded();
    const made = await make(owner, { kind: 'organization', connections: [id] });
    await withKey(made.key, 'GET', '/api/documents?query=word');
    const asked = app.receiver.asked.at(-1)?.body;
    expect(asked).toMatchObject({ reader: null, open_connections: [id] });
    const entries = await auditOf(made.id);
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'key.created',
        details: expect.objectContaining({ kind: 'organization', connections: [id] }),
      }),
    );
  });

  test('is not told what could not be read, which names documents for nobody in particular', async () => {
    const { id } = await owner.seeded();
    const scopes = ['sources:read', 'sources:write'];
    const ask = async (kind: string) =>
      withKey(
        (await make(owner, { kind, scopes })).key,
        'GET',
        `/api/data-sources/${id}/failed-items`,
      );
    expect((await ask('organization')).body.code).toBe('forbidden');
    app.receiver.pages.set('/failed-items/list', { data: [], next_cursor: null, total: 0 });
    expect((await ask('personal')).status).toBe(200);
  });

  test('changes sources in its own name', async () => {
    const { id } = await owner.seeded();
    const { key, id: keyId } = await make(owner, {
      kind: 'organization',
      scopes: ['sources:write'],
    });
    const changed = await withKey(key, 'PUT', `/api/data-sources/${id}`, {
      description: 'by a key',
    });
    expect(changed.status).toBe(200);
    expect(await auditOf(id)).toContainEqual(
      expect.objectContaining({
        action: 'data_source.updated',
        actor_type: 'key',
        actor_id: keyId,
      }),
    );
  });

  test.each([
    ['a member', () => member, {}, 'owner_required'],
    ['a connection of nobody', () => owner, { connections: [crypto.randomUUID()] }, 'not_found'],
  ])('is not made by or with %s', async (_name, who, asked, code) => {
    const body = { kind: 'organization', name: 'x', scopes: ['documents:read'], ...asked };
    expect((await who().api('POST', '/api/keys', body)).body.code).toBe(code);
  });
});

describe('a key that does not work', () => {
  async function expectRefused(key: string) {
    const answer = await withKey(key, 'GET', '/api/documents');
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  }

  test('made up, cut, or of another form', async () => {
    const { key } = await make(owner);
    for (const bad of [`rita_key_${'a'.repeat(43)}`, key.slice(0, -1), `${key}x`, 'x']) {
      await expectRefused(bad);
    }
  });

  test('ended: from the next request on', async () => {
    const { key, id } = await make(owner);
    expect((await withKey(key, 'GET', '/api/documents')).status).toBe(200);
    expect((await owner.api('DELETE', `/api/keys/${id}`)).status).toBe(200);
    await expectRefused(key);
    expect((await auditOf(id)).map((entry) => entry.action)).toEqual([
      'key.created',
      'key.revoked',
    ]);
  });

  test('expired', async () => {
    const { key, id } = await make(owner);
    await app.database.executeSql(`update access_keys set expires_at = now() where id = $1`, [id]);
    await expectRefused(key);
  });

  test('of somebody who was removed, also after they came back', async () => {
    const leaver = await app.signUp('Leaver');
    await owner.addMember(leaver, 'member');
    const { key } = await make(leaver);
    expect((await withKey(key, 'GET', '/api/documents')).status).toBe(200);
    const gone = [leaver.userId, owner.organizationId];
    await app.database.executeSql(
      'delete from members where user_id = $1 and organization_id = $2',
      gone,
    );
    await expectRefused(key);
    await owner.addMember(leaver, 'member');
    await expectRefused(key);
  });

  test('beside a session that works: whoever sends it is told', async () => {
    const answer = await call(`${app.url}/api/documents`, 'GET', {
      headers: { cookie: owner.cookie, authorization: `Bearer rita_key_${'a'.repeat(43)}` },
    });
    expect(answer.status).toBe(401);
  });
});

test('an Authorization of something else leaves a session as it is', async () => {
  for (const authorization of ['Basic eDp5', 'Bearer of-a-proxy']) {
    const answer = await call(`${app.url}/api/documents`, 'GET', {
      headers: { cookie: owner.cookie, authorization },
    });
    expect([authorization, answer.status]).toEqual([authorization, 200]);
  }
});

test('a lowered role counts for keys from the next request on', async () => {
  const admin = await app.signUp('Admin');
  await owner.addMember(admin, 'admin');
  const { key } = await make(admin, { scopes: ['sources:write'] });
  const { id } = await owner.seeded();
  const change = () => withKey(key, 'PUT', `/api/data-sources/${id}`, { description: 'x' });
  expect((await change()).status).toBe(200);
  const who = [admin.userId, owner.organizationId];
  await app.database.executeSql(
    `update members set role = 'member' where user_id = $1 and organization_id = $2`,
    who,
  );
  expect((await change()).body.code).toBe('forbidden');
  const more = { kind: 'personal', name: 'x', scopes: ['sources:write'] };
  expect((await admin.api('POST', '/api/keys', more)).body.code).toBe('forbidden');
});

test('each sees and ends their own, an owner all; nobody sees the key again', async () => {
  const own = await make(owner);
  const theirs = await make(member);
  const seenBy = async (user: TestUser) => (await user.api('GET', '/api/keys')).body.data as Key[];
  expect((await seenBy(member)).map((key) => key.id)).toContain(theirs.id);
  expect((await seenBy(member)).every((key) => key.is_own)).toBe(true);
  expect((await seenBy(owner)).map((key) => key.id)).toEqual(
    expect.arrayContaining([own.id, theirs.id]),
  );
  expect((await member.api('DELETE', `/api/keys/${own.id}`)).body.code).toBe('not_found');
  const stranger = await app.signUp('Stranger');
  expect((await stranger.api('DELETE', `/api/keys/${own.id}`)).body.code).toBe('not_found');
  expect((await owner.api('DELETE', `/api/keys/${theirs.id}`)).status).toBe(200);
  const rows = await app.database.executeSql('select k::text as line from access_keys k');
  const log = await app.database.executeSql('select e::text as line from audit_events e');
  const kept =
    JSON.stringify([rows.rows, log.rows]) + app.logText() + JSON.stringify(await seenBy(owner));
  for (const { key } of [own, theirs]) expect(kept).not.toContain(key.slice(0, -4));
});

test('the last use is told', async () => {
  const { key, id } = await make(owner);
  await withKey(key, 'GET', '/api/documents');
  const [found] = ((await owner.api('GET', '/api/keys')).body.data as Key[]).filter(
    (one) => one.id === id,
  );
  expect(found?.last_used_at).toEqual(expect.any(String));
});
