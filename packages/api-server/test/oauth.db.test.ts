import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentOf, finds, searchAs } from './mcp-steps.ts';
import {
  authorize,
  begin,
  connect,
  createBrowser,
  pkce,
  postForm,
  REDIRECT,
  refresh,
  registerClient,
} from './oauth-steps.ts';
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
    const other = await registerClient(app);
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
    const gone = await registerClient(app);
    const got = await connect(app, owner, { ...flow(), clientId: gone });
    await app.database.executeSql(
      `delete from oauth_records where model = 'Client' and client_id = $1`,
      [gone],
    );
    const answer = await refresh(app, gone, got.refresh_token);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });
});
