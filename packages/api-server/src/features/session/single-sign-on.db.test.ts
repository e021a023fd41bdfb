import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSampleIdentityProvider } from './sample-identity-provider.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

let provider: Awaited<ReturnType<typeof startSampleIdentityProvider>>;
let app: SessionTestApp;
beforeAll(async () => {
  provider = await startSampleIdentityProvider();
  app = await startSessionTestApp({
    singleSignOn: { issuer: provider.issuer, clientId: 'rita', clientSecret: 'client-secret' },
  });
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

async function signInAs(name: string, subject = name) {
  const client = app.client();
  const begun = await client.post('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/',
  });
  expect(begun.status).toBe(200);
  const person = { sub: subject, name, email: `${name}@example.com`, email_verified: true };
  const ended = await client.get(provider.agree(begun.body.url, person));
  return { client, ended };
}

test('a first sign-in makes the account and its organization, the next one finds it', async () => {
  const { client, ended } = await signInAs('Olaf');
  expect(ended.status).toBe(302);
  const session = (await client.get('/api/session')).body.data;
  expect(session).toMatchObject({ organization: { name: 'Olaf’s organization' }, role: 'owner' });
  const again = await signInAs('Olaf');
  expect((await again.client.get('/api/session')).body.data.user).toEqual(session.user);
  const events = await app.database.kysely
    .selectFrom('audit_events')
    .select('action')
    .where('organization_id', '=', session.organization.id)
    .orderBy('position')
    .execute();
  expect(events.map(({ action }) => action)).toEqual([
    'organization.created',
    'session.signed_up',
    'session.signed_in',
    'session.signed_in',
  ]);
  const { rows } = await app.database.executeSql('select * from accounts');
  expect(JSON.stringify(rows)).not.toMatch(/provider-access-token|eyJ/);
});

test('an account with a password is not taken over by the same address at the provider', async () => {
  await app.client().signUp('Petra');
  const { client, ended } = await signInAs('petra');
  expect(ended.status).toBe(302);
  expect(ended.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/sign-in\?error=/);
  expect((await client.get('/api/session')).status).toBe(401);
});

test('an answer that nobody asked for is refused', async () => {
  const ended = await app.client().get('/api/auth/callback/oidc?code=stolen&state=forged');
  expect(ended.status).toBe(302);
  expect(ended.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/sign-in\?error=/);
  expect(ended.headers.getSetCookie().join()).not.toContain('session_token=');
});

test('the sign-in page offers it', async () => {
  const { body } = await app.client().get('/api/sign-in-options');
  expect(body.data.single_sign_on).toBe(true);
});
