import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { register } from './oauth-steps.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

const REDIRECT = 'https://assistant.example/callback';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.database.executeSql('delete from rate_limits'));

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
