import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedOwner } from './seed-owner.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';
import { type Person, startIdentityProvider } from './test-identity-provider.ts';
import { createProviderVisitor } from './visit-provider.ts';

const PUBLIC_URL = 'http://localhost:3000';
const CLIENT = { clientId: 'rita', clientSecret: 'a client secret for tests' };

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let app: SessionTestApp;
let invitedOnly: SessionTestApp;
beforeAll(async () => {
  const redirectUri = `${PUBLIC_URL}/api/auth/callback/oidc`;
  provider = await startIdentityProvider({ ...CLIENT, redirectUri });
  const singleSignOn = { issuer: provider.issuer, ...CLIENT };
  app = await startSessionTestApp({ singleSignOn });
  invitedOnly = await startSessionTestApp({ singleSignOn, signUp: 'invited' });
});
afterAll(async () => {
  await app.close();
  await invitedOnly.close();
  await provider.close();
});

const person = (
  name: string,
  claims: Record<string, unknown> = { email_verified: true },
): Person => ({
  sub: `subject-of-${name}`,
  name,
  email: `${name.toLowerCase()}@example.com`,
  ...claims,
});

/** The app's client on its way out, and the browser that goes there. */
async function begin(to: SessionTestApp = app) {
  const client = to.client();
  const body = { provider: 'oidc', callbackURL: '/data-sources' };
  const begun = await client.post('/api/auth/sign-in/social', body);
  expect(begun.status).toBe(200);
  return { client, url: new URL(begun.body.url), visitor: createProviderVisitor(PUBLIC_URL) };
}

async function signInAs(who: Person | undefined, to: SessionTestApp = app) {
  provider.setPresent(who);
  const { client, url, visitor } = await begin(to);
  const back = await visitor.visit(url.href);
  const ended = await client.get(back);
  return { client, ended, back, visitor, location: ended.headers.get('location') };
}

async function userOf(email: string, of: SessionTestApp = app) {
  return of.database.kysely
    .selectFrom('users')
    .selectAll()
    .where('email', '=', email)
    .executeTakeFirst();
}

describe('a first sign-in', () => {
  test('makes the account and its organization, the next one finds it', async () => {
    const { client, location } = await signInAs(person('Olaf'));
    expect(location).toBe('/data-sources');
    const session = (await client.get('/api/session')).body.data;
    expect(session).toMatchObject({ organization: { name: 'Olaf’s organization' }, role: 'owner' });
    const again = await signInAs(person('Olaf'));
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
    const tokens = Object.entries(rows[0] ?? {}).filter(([name]) => name.endsWith('_token'));
    expect(tokens).toHaveLength(3);
    for (const [, token] of tokens) expect(token).toBeNull();
    expect(JSON.stringify(rows)).not.toContain('eyJ');
  });

  test('takes the account by its subject, not by its address', async () => {
    await signInAs(person('Renamed'));
    const { client } = await signInAs({ ...person('Renamed'), email: 'new-name@example.com' });
    const { user } = (await client.get('/api/session')).body.data;
    expect(user.email).toBe('renamed@example.com');
    expect(await userOf('new-name@example.com')).toBeUndefined();
  });

  test('does not take over an account with a password', async () => {
    await app.client().signUp('Petra');
    const { client, location } = await signInAs(person('Petra'));
    expect(location).toBe(`${PUBLIC_URL}/sign-in?error=account_not_linked`);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('an address is proved by the provider’s claim, and by nothing else', () => {
  test.each([
    ['verified', { email_verified: true }, true],
    ['verified as a text', { email_verified: 'true' }, true],
    ['Entra’s claim', { xms_edov: true }, true],
    ['not verified', { email_verified: false }, false],
    ['not verified, whatever Entra’s claim says', { email_verified: false, xms_edov: true }, false],
    ['a claim that is missing', {}, false],
    ['a claim of another kind', { email_verified: 1 }, false],
    ['no', { email_verified: 'yes' }, false],
  ] as const)('%s', async (name, claims, isProved) => {
    const who = person(`Proof-${name.replaceAll(/\W/g, '')}`, claims);
    const { client, location } = await signInAs(who);
    expect(location).toBe('/data-sources');
    const user = await userOf(String(who.email));
    expect(user?.email_verified).toBe(isProved);
    expect(user?.address_proved_by).toBe(isProved ? 'identity_provider' : null);
    expect(user?.address_proved_at === null).toBe(!isProved);
    const account = (await client.get('/api/account')).body.data;
    expect(account.address_proved_at === null).toBe(!isProved);
    expect(account).toMatchObject({ has_password: false, second_factor: null });
  });

  test('one that is proved later counts from then on', async () => {
    await signInAs(person('Later', { email_verified: false }));
    await signInAs(person('Later', { email_verified: true }));
    expect(await userOf('later@example.com')).toMatchObject({
      email_verified: true,
      address_proved_by: 'identity_provider',
    });
  });
});

describe('where accounts are by invitation', () => {
  test('only somebody with a proved address that was invited arrives', async () => {
    const owner = invitedOnly.client();
    const seeded = { email: 'owner@example.com', password: 'an owner of these tests' };
    await seedOwner(invitedOnly.database.kysely, seeded);
    await owner.signIn('owner', seeded.password);
    const email = 'guest@example.com';
    const invite = { email, role: 'member' };
    expect((await owner.post('/api/auth/organization/invite-member', invite)).status).toBe(200);
    const refused = [
      person('Stranger'),
      person('Guest', { email_verified: false }),
      person('Guest', {}),
    ];
    for (const who of refused) {
      const { client, location } = await signInAs(who, invitedOnly);
      expect(location).toBe(`${PUBLIC_URL}/sign-in?error=sign_up_closed`);
      expect((await client.get('/api/session')).status).toBe(401);
      expect(await userOf(String(who.email), invitedOnly)).toBeUndefined();
    }
    const { location } = await signInAs(person('Guest'), invitedOnly);
    expect(location).toBe('/data-sources');
  });
});

describe('what comes back is bound to what was asked', () => {
  test('state: an answer that nobody asked for is refused', async () => {
    const ended = await app.client().get('/api/auth/callback/oidc?code=stolen&state=forged');
    expect(ended.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/sign-in\?error=/);
    expect(ended.headers.getSetCookie().join()).not.toContain('session_token=');
  });

  test('state: one that another browser asked for is refused', async () => {
    provider.setPresent(person('Victim'));
    const { url, visitor } = await begin();
    const back = await visitor.visit(url.href);
    const other = app.client();
    const ended = await other.get(back);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await other.get('/api/session')).status).toBe(401);
    expect(await userOf('victim@example.com')).toBeUndefined();
  });

  test('state: one that was used is refused', async () => {
    const { client, back } = await signInAs(person('Twice'));
    await client.signOut();
    const ended = await client.get(back);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('PKCE: the code is worthless without the verifier of this request', async () => {
    provider.setPresent(person('Pixie'));
    const first = await begin();
    const second = await begin();
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
    const { client, url, visitor } = await begin();
    expect(url.searchParams.get('nonce')).toBeTruthy();
    url.searchParams.set('nonce', 'of-another-request');
    const ended = await client.get(await visitor.visit(url.href));
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('issuer: an answer that names another one is refused', async () => {
    provider.setPresent(person('Isa'));
    const { client, url, visitor } = await begin();
    const back = new URL(await visitor.visit(url.href), PUBLIC_URL);
    expect(back.searchParams.get('iss')).toBe(provider.issuer);
    back.searchParams.set('iss', 'https://evil.example');
    const ended = await client.get(back.pathname + back.search);
    expect(ended.headers.get('location')).toMatch(/\/sign-in\?error=issuer_mismatch/);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('a person who refuses is sent back, and told so', async () => {
    const { client, location } = await signInAs(undefined);
    expect(location).toMatch(/\/sign-in\?error=access_denied/);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('a provider that is not the one that was configured', () => {
  test.each([
    ['calls itself otherwise', () => provider.issuer.replace('127.0.0.1', 'localhost')],
    ['does not answer', () => 'http://127.0.0.1:1'],
  ])('because it %s', async (_name, issuerOf) => {
    const wrong = await startSessionTestApp({ singleSignOn: { ...CLIENT, issuer: issuerOf() } });
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

test('signing out ends the session here at once; the one at the provider is its own', async () => {
  const { client, visitor } = await signInAs(person('Logan'));
  const stolen = new Map(client.cookies);
  const answer = await client.signOut();
  expect(answer.body).toEqual({ success: true });
  const thief = app.client();
  for (const [name, value] of stolen) thief.cookies.set(name, value);
  expect((await thief.get('/api/session')).status).toBe(401);
  // The same browser is known to the provider, which asks nobody again.
  provider.setPresent(undefined);
  const again = await begin();
  const ended = await again.client.get(await visitor.visit(again.url.href));
  expect(ended.headers.get('location')).toBe('/data-sources');
  expect((await again.client.get('/api/session')).body.data.user.name).toBe('Logan');
});

test('an account without a password cannot be given one by mail, nor a second factor', async () => {
  const { client } = await signInAs(person('Nopass'));
  const email = 'nopass@example.com';
  await app.client().post('/api/auth/request-password-reset', { email });
  const mail = await app.mailTo(email);
  expect(mail).toContain('has no password');
  expect(mail).not.toContain('token=');
  const answer = await client.post('/api/account/second-factor', { password: 'whatever it is' });
  expect(answer.body.code).toBe('no_password');
});

test('the sign-in page offers it', async () => {
  const { body } = await app.client().get('/api/sign-in-options');
  expect(body.data.single_sign_on).toBe(true);
});
