import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAssistantPrincipal } from '../src/features/assistants/find-assistant-principal.ts';
import { oauthKey } from '../src/features/oauth/oauth-key.ts';
import { documentOf, finds, searchAs } from './mcp-steps.ts';
import { connect, postForm, REDIRECT, refresh, register, registerClient } from './oauth-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let clientId: string;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Owner');
  clientId = await registerClient(app);
  finds(app, [documentOf((await owner.seeded()).id)]);
});
afterAll(() => app.close());
beforeEach(() => app.database.executeSql('delete from rate_limits'));

const calls = (token: string) => searchAs(app.url, token);
const flow = () => ({ clientId, redirectUri: REDIRECT });
const assistants = async (user: TestUser) => (await user.api('GET', '/api/assistants')).body.data;

describe('refresh tokens', () => {
  test('are changed with each use; two uses at once are forgiven, a later one ends all', async () => {
    const first = await connect(app, owner, flow());
    const second = await refresh(app, clientId, first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const double = await refresh(app, clientId, first.refresh_token);
    expect(double.status).toBe(200);
    await app.database.executeSql(
      `update oauth_records set consumed_at = consumed_at - interval '1 minute' where consumed_at is not null`,
    );
    const stolen = await refresh(app, clientId, first.refresh_token);
    expect([stolen.status, stolen.body.error]).toEqual([400, 'invalid_grant']);
    for (const { body } of [second, double]) {
      expect((await refresh(app, clientId, body.refresh_token)).status).toBe(400);
      expect((await calls(body.access_token)).status).toBe(401);
    }
  });

  test('given back by the client: the access ends', async () => {
    const got = await connect(app, owner, flow());
    const answer = await postForm(app, '/oauth/revoke', {
      token: got.refresh_token,
      client_id: clientId,
    });
    expect(answer.status).toBe(200);
    expect((await calls(got.access_token)).status).toBe(401);
  });
});

describe('an end', () => {
  test('by the person: at the next call, for tokens and refresh, and the log says so', async () => {
    const user = await app.signUp('User');
    const got = await connect(app, user, flow());
    const [mine] = await assistants(user);
    expect(mine).toMatchObject({
      client_name: 'An assistant',
      redirect_host: 'assistant.example',
      is_own: true,
    });
    await calls(got.access_token);
    expect((await assistants(user))[0].last_used_at).toEqual(expect.any(String));
    expect((await user.api('DELETE', `/api/assistants/${mine.id}`)).status).toBe(200);
    expect((await calls(got.access_token)).status).toBe(401);
    expect((await refresh(app, clientId, got.refresh_token)).status).toBe(400);
    const entries = await app.database.kysely
      .selectFrom('audit_events')
      .select(['action', 'actor_id'])
      .where('object_id', '=', mine.id)
      .where('action', '<>', 'assistant.read')
      .orderBy('position')
      .execute();
    const by = { actor_id: user.userId };
    expect(entries).toEqual([
      { ...by, action: 'assistant.connected' },
      { ...by, action: 'assistant.ended' },
    ]);
    const left = await app.database.executeSql(
      'select model from oauth_records where grant_id = $1',
      [mine.id],
    );
    expect(left.rows).toEqual([]);
  });

  test('by an owner, and by nobody else', async () => {
    const host = await app.signUp('Host');
    const member = await app.signUp('Member');
    await host.addMember(member, 'member');
    const admin = await app.signUp('Admin');
    await host.addMember(admin, 'admin');
    const got = await connect(app, member, { ...flow(), organizationId: host.organizationId });
    const [theirs] = await assistants(host);
    expect(theirs).toMatchObject({ owner_name: 'Member', is_own: false });
    expect(await assistants(admin)).toEqual([]);
    expect((await admin.api('DELETE', `/api/assistants/${theirs.id}`)).status).toBe(404);
    expect((await owner.api('DELETE', `/api/assistants/${theirs.id}`)).status).toBe(404);
    expect((await calls(got.access_token)).status).toBe(200);
    expect((await host.api('DELETE', `/api/assistants/${theirs.id}`)).status).toBe(200);
    expect((await calls(got.access_token)).status).toBe(401);
  });

  test('by a removal, also after they came back', async () => {
    const host = await app.signUp('Host');
    const member = await app.signUp('Member');
    await host.addMember(member, 'member');
    const got = await connect(app, member, { ...flow(), organizationId: host.organizationId });
    const who = [member.userId, host.organizationId];
    await app.database.executeSql(
      'delete from members where user_id = $1 and organization_id = $2',
      who,
    );
    expect((await calls(got.access_token)).status).toBe(401);
    await host.addMember(member, 'member');
    expect((await calls(got.access_token)).status).toBe(401);
    expect((await refresh(app, clientId, got.refresh_token)).status).toBe(400);
  });

  test('by its time', async () => {
    const got = await connect(app, owner, flow());
    await app.database.executeSql(
      `update oauth_records set expires_at = now() where model = 'AccessToken'`,
    );
    expect((await calls(got.access_token)).status).toBe(401);
    expect((await refresh(app, clientId, got.refresh_token)).status).toBe(200);
  });
});

test('a token is for the endpoint that it was made for', async () => {
  const { access_token: token } = await connect(app, owner, flow());
  const at = (resource: string) =>
    findAssistantPrincipal(
      { db: app.database.kysely, key: oauthKey(app.deps.env.AUTH_SECRET), resource },
      token,
    );
  expect(await at(`${app.deps.publicUrl}/mcp`)).toMatchObject({ userId: owner.userId });
  expect(await at('https://elsewhere.example/mcp')).toBeUndefined();
  expect(await at(app.deps.publicUrl)).toBeUndefined();
});

test('a token is for the endpoint of assistants alone', async () => {
  const got = await connect(app, owner, flow());
  const headers = { authorization: `Bearer ${got.access_token}` };
  const answer = await fetch(`${app.url}/api/documents`, { headers });
  expect(answer.status).toBe(401);
  expect((await calls(got.refresh_token)).status).toBe(401);
});

test('nothing that is a secret stands in the database or the log', async () => {
  const confidential = await register(app, {
    client_name: 'Confidential',
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const { client_id, client_secret: clientSecret } = confidential.body;
  const got = await connect(app, owner, {
    clientId: client_id,
    redirectUri: REDIRECT,
    clientSecret,
  });
  const tables = ['oauth_records', 'assistants', 'audit_events', 'client_documents', 'rate_limits'];
  const dumps = await Promise.all(
    tables.map((name) => app.database.executeSql(`select t::text as line from ${name} t`)),
  );
  const kept = JSON.stringify(dumps.map((dump) => dump.rows)) + app.logText();
  const code = got.back.searchParams.get('code') ?? 'no code';
  for (const secret of [clientSecret, got.access_token, got.refresh_token, code]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(kept).not.toContain(secret);
  }
});
