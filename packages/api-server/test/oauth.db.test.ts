import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentOf, finds, modern } from './mcp-steps.ts';
import {
  authorize,
  begin,
  connect,
  createBrowser,
  pkce,
  postForm,
  refresh,
  register,
} from './oauth-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const REDIRECT = 'https://assistant.example/callback';

let app: TestApp;
let owner: TestUser;
let clientId: string;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Owner');
  clientId = await newClient();
  finds(app, [documentOf((await owner.seeded()).id)]);
});
afterAll(() => app.close());
beforeEach(() => app.database.executeSql('delete from rate_limits'));

async function newClient(more: Record<string, unknown> = {}): Promise<string> {
  const answer = await register(app, {
    client_name: 'An assistant',
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'none',
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body.client_id;
}

const calls = (token: string) =>
  modern(
    app.url,
    'tools/call',
    { name: 'search', arguments: { query: 'x' } },
    { authorization: `Bearer ${token}` },
  );
const flow = () => ({ clientId, redirectUri: REDIRECT });
const assistants = async (user: TestUser) => (await user.api('GET', '/api/assistants')).body.data;

describe('the way in', () => {
  test('consent names client, redirect host, organization and scope; tokens come back, with iss and state', async () => {
    const got = await connect(app, owner, { ...flow(), state: 'a+b/c= d' });
    expect(got.consent).toEqual({
      client_name: 'An assistant',
      client_host: null,
      redirect_host: 'assistant.example',
      is_on_this_machine: false,
      scopes: ['documents:read'],
      organizations: [{ id: owner.organizationId, name: expect.any(String), role: 'owner' }],
    });
    expect(`${got.back.origin}${got.back.pathname}`).toBe(REDIRECT);
    expect(got.back.searchParams.get('iss')).toBe(app.deps.publicUrl);
    expect(got.back.searchParams.get('state')).toBe('a+b/c= d');
    expect(got).toMatchObject({ scope: 'documents:read', refresh_token: expect.any(String) });
    expect(got.expires_in).toBeGreaterThanOrEqual(600);
    expect((await calls(got.access_token)).body.result.isError).toBeUndefined();
    expect(app.receiver.asked.at(-1)?.body).toMatchObject({
      tenant_id: owner.organizationId,
      reader: { person_id: await owner.memberId() },
    });
  });

  test.each<[string, { resource?: string | null; scope?: string | null }]>([
    ['a slash at the end of the resource', { resource: 'slash' }],
    ['no resource at all', { resource: null }],
    ['no scope', { scope: null }],
    ['scopes of others', { scope: 'read write offline_access openid' }],
  ])('%s', async (_name, more) => {
    const resource = more.resource === 'slash' ? `${app.deps.publicUrl}/mcp/` : more.resource;
    const got = await connect(app, owner, {
      ...flow(),
      ...more,
      ...(resource === undefined ? {} : { resource }),
    });
    expect(got.scope).toBe('documents:read');
    expect((await calls(got.access_token)).status).toBe(200);
    const again = await refresh(app, clientId, got.refresh_token, {
      scope: 'read write',
      resource,
    });
    expect(again.status).toBe(200);
  });

  test('refused by the person: the client is told, with iss', async () => {
    const { back } = await authorize(app, owner, { ...flow(), answer: 'refuse' });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      iss: app.deps.publicUrl,
      state: 'a state',
    });
  });

  test('an organization of the person’s choice, and none of others', async () => {
    const host = await app.signUp('Host');
    const guest = await app.signUp('Guest');
    await host.addMember(guest, 'member');
    const got = await connect(app, guest, { ...flow(), organizationId: host.organizationId });
    await calls(got.access_token);
    expect(app.receiver.asked.at(-1)?.body).toMatchObject({
      tenant_id: host.organizationId,
      reader: { person_id: await guest.memberId(host.organizationId) },
    });
    const foreign = { ...flow(), organizationId: owner.organizationId };
    await expect(authorize(app, guest, foreign)).rejects.toThrow('not_found');
  });
});

describe('what is refused', () => {
  test.each([
    [
      'without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with PKCE in the clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another resource', { resource: 'https://elsewhere.example/mcp' }, 'invalid_target'],
    ['without asking', { prompt: 'none' }, 'consent_required'],
  ])('%s: the client is told, with iss', async (_name, more, error) => {
    const query: Record<string, string | undefined> = {
      client_id: clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      code_challenge: pkce().challenge,
      code_challenge_method: 'S256',
      ...more,
    };
    const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
    const answer = await createBrowser(app, owner).go(
      `/oauth/authorize?${new URLSearchParams(given)}`,
    );
    const back = new URL(answer.location);
    expect([back.origin, back.searchParams.get('error'), back.searchParams.get('iss')]).toEqual([
      'https://assistant.example',
      error,
      app.deps.publicUrl,
    ]);
  });

  test.each([
    ['an address that was not registered', { redirectUri: 'https://evil.example/callback' }],
    ['a part of it', { redirectUri: `${REDIRECT}/more` }],
    ['a client that there is not', { clientId: 'nobody' }],
  ])('%s: no redirect at all', async (_name, more) => {
    const answer = await begin(app, createBrowser(app, owner), {
      ...flow(),
      ...more,
      challenge: pkce().challenge,
    });
    expect([answer.status, answer.location]).toEqual([400, '']);
  });

  test('a consent that another browser began', async () => {
    const attacker = await app.signUp('Attacker');
    const theirs = createBrowser(app, attacker);
    const started = await begin(app, theirs, { ...flow(), challenge: pkce().challenge });
    const id = started.location.split('/').at(-1);
    const victim = createBrowser(app, owner);
    const body = { answer: 'allow', organization_id: owner.organizationId };
    expect((await victim.go(`/api/consents/${id}/request`)).status).toBe(404);
    expect((await victim.go(`/api/consents/${id}/answer`, { method: 'POST', body })).status).toBe(
      404,
    );
    const anonymous = createBrowser(app);
    expect((await anonymous.go(`/api/consents/${id}/request`)).status).toBe(401);
  });

  test('a code twice: all that came of it ends', async () => {
    const { back, verifier } = await authorize(app, owner, flow());
    const exchange = () =>
      postForm(app, '/oauth/token', {
        ...{ grant_type: 'authorization_code', redirect_uri: REDIRECT, client_id: clientId },
        ...{ code: back.searchParams.get('code') ?? undefined, code_verifier: verifier },
      });
    const first = await exchange();
    expect(first.status).toBe(200);
    expect((await exchange()).body.error).toBe('invalid_grant');
    expect((await calls(first.body.access_token)).status).toBe(401);
  });

  test('a code with another verifier, address or client', async () => {
    const other = await newClient();
    for (const wrong of [
      { code_verifier: pkce().verifier },
      { redirect_uri: 'https://assistant.example/' },
      { client_id: other },
    ]) {
      const { back, verifier } = await authorize(app, owner, flow());
      const answer = await postForm(app, '/oauth/token', {
        ...{ grant_type: 'authorization_code', redirect_uri: REDIRECT, client_id: clientId },
        ...{ code: back.searchParams.get('code') ?? undefined, code_verifier: verifier },
        ...wrong,
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    }
  });

  test('a client that was removed is told so, and registers anew', async () => {
    const gone = await newClient();
    const got = await connect(app, owner, { ...flow(), clientId: gone });
    await app.database.executeSql(
      `delete from oauth_records where model = 'Client' and client_id = $1`,
      [gone],
    );
    const answer = await refresh(app, gone, got.refresh_token);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });
});

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

describe('registration', () => {
  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['file:///etc/passwd'],
    ['http://assistant.example/callback'],
    ['https://assistant.example/#fragment'],
    ['https://user:password@assistant.example/'],
    ['not an address'],
  ])('refuses %s', async (address) => {
    const answer = await register(app, {
      redirect_uris: [address],
      token_endpoint_auth_method: 'none',
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_redirect_uri']);
  });

  test('is limited by network', async () => {
    const statuses = [];
    for (let at = 0; at < 21; at += 1) {
      statuses.push((await register(app, { redirect_uris: [REDIRECT] })).status);
    }
    expect(statuses.indexOf(429)).toBe(20);
  });

  test('is not there where the operator switched it off', async () => {
    const closed = await startTestApp({ OAUTH_REGISTRATION: 'off' });
    try {
      expect((await fetch(`${closed.url}/oauth/register`, { method: 'POST' })).status).toBe(404);
      const page = await fetch(`${closed.url}/.well-known/oauth-authorization-server`);
      expect(await page.json()).not.toHaveProperty('registration_endpoint');
    } finally {
      await closed.close();
    }
  });
});

describe('the pages about it', () => {
  const page = async (path: string) => (await fetch(`${app.url}${path}`)).json();

  test('of the resource, at both addresses', async () => {
    const resource = {
      resource: `${app.deps.publicUrl}/mcp`,
      authorization_servers: [app.deps.publicUrl],
      scopes_supported: ['documents:read'],
      bearer_methods_supported: ['header'],
    };
    expect(await page('/.well-known/oauth-protected-resource')).toMatchObject(resource);
    expect(await page('/.well-known/oauth-protected-resource/mcp')).toMatchObject(resource);
  });

  test('of the server: what clients look for', async () => {
    const server = await page('/.well-known/oauth-authorization-server');
    expect(server).toMatchObject({
      issuer: app.deps.publicUrl,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      token_endpoint_auth_methods_supported: expect.arrayContaining(['none', 'private_key_jwt']),
      grant_types_supported: expect.arrayContaining(['refresh_token']),
      scopes_supported: ['documents:read'],
    });
    expect(await page('/.well-known/openid-configuration')).toEqual(server);
  });
});
