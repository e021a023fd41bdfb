import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDocumentHost } from './document-host.ts';
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

const COPILOT = {
  client_id: 'copilot-studio',
  client_name: 'Copilot Studio',
  client_secret: 'a secret of the tests that is long enough',
  redirect_uris: ['https://global.consent.example/redirect/abc'],
};

let host: Awaited<ReturnType<typeof startDocumentHost>>;
let app: TestApp;
let user: TestUser;

beforeAll(async () => {
  host = await startDocumentHost();
  app = await startTestApp(
    { OAUTH_CLIENTS: JSON.stringify([COPILOT]) },
    { clientFetch: host.options },
  );
  user = await app.signUp('User');
  finds(app, [documentOf((await user.seeded()).id)]);
});
afterAll(async () => {
  await app.close();
  await host.close();
});
beforeEach(() => app.database.executeSql('delete from rate_limits'));

async function expectReads(token: string) {
  const { status, body } = await modern(
    app.url,
    'tools/call',
    { name: 'search', arguments: { query: 'x' } },
    { authorization: `Bearer ${token}` },
  );
  expect([status, body.result.structuredContent.results.length]).toEqual([200, 1]);
}

describe('clients that publish a document', () => {
  test('Claude: web, with a grant type of its own, and no offline_access', async () => {
    const clientId = 'https://claude.example/oauth/mcp-oauth-client-metadata';
    host.pages.set(clientId, {
      client_id: clientId,
      client_name: 'Claude',
      redirect_uris: ['https://claude.example/api/mcp/auth_callback'],
      grant_types: [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'claudeai other',
    });
    const got = await connect(app, user, {
      clientId,
      redirectUri: 'https://claude.example/api/mcp/auth_callback',
    });
    expect(got.consent).toMatchObject({ client_host: 'claude.example', is_on_this_machine: false });
    await expectReads(got.access_token);
    const again = await refresh(app, clientId, got.refresh_token);
    await expectReads(again.body.access_token);
  });

  test.each([
    [
      'Claude Code',
      'https://claude.example/oauth/claude-code',
      ['http://localhost/callback', 'http://127.0.0.1/callback'],
      'http://localhost:54321/callback',
    ],
    [
      'Codex',
      'https://chat.example/oauth/codex/client.json',
      ['http://127.0.0.1/callback', 'http://localhost/callback'],
      'http://127.0.0.1:1455/callback',
    ],
    [
      'VS Code',
      'https://code.example/oauth/client-metadata.json',
      ['http://127.0.0.1:33418/', 'https://code.example/redirect'],
      'http://127.0.0.1:40123/',
    ],
  ])(
    '%s: on this machine at any port, with a slash at the resource',
    async (_name, clientId, redirect_uris, redirectUri) => {
      // Without an application type, which would count as one of the web.
      host.pages.set(clientId, {
        client_id: clientId,
        client_name: _name,
        redirect_uris,
        token_endpoint_auth_method: 'none',
      });
      const resource = `${app.deps.publicUrl}/mcp/`;
      const got = await connect(app, user, {
        clientId,
        redirectUri,
        resource,
        tokenResource: resource,
      });
      expect(got.consent).toMatchObject({ client_name: _name, is_on_this_machine: true });
      await expectReads(got.access_token);
      const elsewhere = {
        clientId,
        redirectUri: redirectUri.replace(/[^/]*$/, 'other'),
        challenge: pkce().challenge,
      };
      expect((await begin(app, createBrowser(app, user), elsewhere)).status).toBe(400);
    },
  );

  test('ChatGPT: proves itself with a key that it publishes', async () => {
    const clientId = 'https://chat.example/oauth/client.json';
    const redirectUri = 'https://chat.example/connector_platform_oauth_redirect';
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    host.pages.set('https://chat.example/oauth/jwks.json', {
      keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }],
    });
    host.pages.set(clientId, {
      client_id: clientId,
      client_name: 'ChatGPT',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
      jwks_uri: 'https://chat.example/oauth/jwks.json',
    });
    const exchange = async (key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']) => {
      const { back, verifier } = await authorize(app, user, { clientId, redirectUri });
      expect(back.searchParams.get('iss')).toBe(app.deps.publicUrl);
      const assertion = await new SignJWT()
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(app.deps.publicUrl)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key);
      return postForm(app, '/oauth/token', {
        ...{ grant_type: 'authorization_code', redirect_uri: redirectUri, client_id: clientId },
        ...{ code: back.searchParams.get('code') ?? undefined, code_verifier: verifier },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      });
    };
    const got = await exchange(privateKey);
    expect(got.status).toBe(200);
    await expectReads(got.body.access_token);
    const other = await generateKeyPair('RS256');
    expect((await exchange(other.privateKey)).body.error).toBe('invalid_client');
  });
});

describe('clients that register themselves', () => {
  test.each([
    ['Cursor', 'cursor://anysphere.cursor-mcp/oauth/callback', 'cursor'],
    ['Inspector', 'http://localhost:6274/oauth/callback', 'localhost:6274'],
    ['VS Code', 'http://127.0.0.1:33418/', '127.0.0.1:33418'],
  ])('%s', async (client_name, redirectUri, redirect_host) => {
    const registered = await register(app, {
      client_name,
      redirect_uris: [redirectUri, 'https://vscode.example/redirect'],
      grant_types: [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      scope: 'documents:read something',
    });
    expect(registered.status).toBe(201);
    expect(registered.body).not.toHaveProperty('client_secret');
    const got = await connect(app, user, { clientId: registered.body.client_id, redirectUri });
    expect(got.consent).toMatchObject({ client_name, redirect_host, is_on_this_machine: true });
    await expectReads(got.access_token);
  });

  test('Copilot Studio: with a secret', async () => {
    const redirectUri = 'https://global.consent.example/redirect/x';
    const registered = await register(app, {
      client_name: 'Copilot',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    });
    const { client_id: clientId, client_secret: clientSecret } = registered.body;
    const got = await connect(app, user, { clientId, redirectUri, clientSecret });
    await expectReads(got.access_token);
    await expect(
      connect(app, user, { clientId, redirectUri, clientSecret: 'x'.repeat(40) }),
    ).rejects.toThrow('invalid_client');
  });
});

test('a client that the operator knows: by its id and secret', async () => {
  const { client_id: clientId, client_secret: clientSecret } = COPILOT;
  const [redirectUri = ''] = COPILOT.redirect_uris;
  const got = await connect(app, user, { clientId, redirectUri, clientSecret });
  await expectReads(got.access_token);
  await expect(connect(app, user, { clientId, redirectUri })).rejects.toThrow('invalid_client');
});
