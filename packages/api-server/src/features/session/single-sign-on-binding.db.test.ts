import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CLIENT,
  PUBLIC_URL,
  person,
  type SsoTestApp,
  startProvider,
  startSsoTestApp,
} from './sso-test-app.ts';
import { OTHER_CLIENT } from './test-identity-provider.ts';

let provider: Awaited<ReturnType<typeof startProvider>>;
let app: SsoTestApp;
beforeAll(async () => {
  provider = await startProvider();
  app = await startSsoTestApp(provider);
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

describe('what comes back is bound to what was asked', () => {
  test('state: an answer that nobody asked for is refused', async () => {
    const ended = await app.client().get('/api/auth/callback/oidc?code=stolen&state=forged');
    expect(ended.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/sign-in\?error=/);
    expect(ended.headers.getSetCookie().join()).not.toContain('session_token=');
  });

  test('state: one that another browser asked for is refused', async () => {
    provider.setPresent(person('Victim'));
    const { url, visitor } = await app.begin();
    const back = await visitor.visit(url.href);
    const other = app.client();
    const ended = await other.get(back);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await other.get('/api/session')).status).toBe(401);
    expect(await app.userOf('victim@example.com')).toBeUndefined();
  });

  test('state: one that was used is refused', async () => {
    const { client, back } = await app.signInAs(person('Twice'));
    await client.signOut();
    const ended = await client.get(back);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('PKCE: the code is worthless without the verifier of this request', async () => {
    provider.setPresent(person('Pixie'));
    const first = await app.begin();
    const second = await app.begin();
    expect(first.url.searchParams.get('code_challenge_method')).toBe('S256');
    const stolen = new URLSearchParams((await first.visitor.visit(first.url.href)).split('?')[1]);
    const own = new URLSearchParams((await second.visitor.visit(second.url.href)).split('?')[1]);
    own.set('code', stolen.get('code') ?? '');
    const ended = await second.client.get(`/api/auth/callback/oidc?${own}`);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=invalid_code/);
    expect((await second.client.get('/api/session')).status).toBe(401);
  });

  test('nonce: an ID token of another request is refused', async () => {
    provider.setPresent(person('Nonny'));
    const { client, url, visitor } = await app.begin();
    expect(url.searchParams.get('nonce')).toBeTruthy();
    url.searchParams.set('nonce', 'of-another-request');
    const ended = await client.get(await visitor.visit(url.href));
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('audience: an ID token for somebody else is refused', async () => {
    provider.setAudience(OTHER_CLIENT);
    const { client, location } = await app.signInAs(person('Audrey'));
    expect(location).toMatch(/\/sign-in\?error=/);
    expect((await client.get('/api/session')).status).toBe(401);
    expect(await app.userOf('audrey@example.com')).toBeUndefined();
    // The same, issued for the app, is taken: it was refused for its audience alone.
    provider.setAudience(CLIENT.clientId);
    const { client: taken } = await app.signInAs(person('Audrey'));
    provider.setAudience(undefined);
    expect((await taken.get('/api/session')).status).toBe(200);
  });

  test('issuer: an answer that names another one is refused', async () => {
    provider.setPresent(person('Isa'));
    const { client, url, visitor } = await app.begin();
    const back = new URL(await visitor.visit(url.href), PUBLIC_URL);
    expect(back.searchParams.get('iss')).toBe(provider.issuer);
    back.searchParams.set('iss', 'https://evil.example');
    const ended = await client.get(back.pathname + back.search);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=issuer_mismatch/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('a person who refuses is sent back, and told so', async () => {
    const { client, location } = await app.signInAs(undefined);
    expect(location).toMatch(/\/sign-in\?error=access_denied/);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('a provider that is not the one that was configured', () => {
  test.each([
    ['calls itself otherwise', () => provider.issuer.replace('127.0.0.1', 'localhost')],
    ['does not answer', () => 'http://127.0.0.1:1'],
  ])('because it %s', async (_name, issuerOf) => {
    const singleSignOn = { ...CLIENT, issuer: issuerOf() };
    const wrong = await startSsoTestApp(provider, { singleSignOn });
    try {
      const client = wrong.client();
      const begun = await client.post('/api/auth/sign-in/social', { provider: 'oidc' });
      expect(begun.body.code).toBe('single_sign_on_unavailable');
      const ended = await client.get('/api/auth/callback/oidc?code=a&state=b');
      const page = `${PUBLIC_URL}/sign-in?error=single_sign_on_unavailable`;
      expect(ended.headers.get('location')).toBe(page);
    } finally {
      await wrong.close();
    }
  });
});
