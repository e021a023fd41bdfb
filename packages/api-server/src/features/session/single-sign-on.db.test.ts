import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  PUBLIC_URL,
  person,
  type SsoTestApp,
  startProvider,
  startSsoTestApp,
} from './sso-test-app.ts';

let provider: Awaited<ReturnType<typeof startProvider>>;
let app: SsoTestApp;
let invitedOnly: SsoTestApp;
beforeAll(async () => {
  provider = await startProvider();
  app = await startSsoTestApp(provider);
  invitedOnly = await startSsoTestApp(provider, { signUp: 'invited' });
});
afterAll(async () => {
  await app.close();
  await invitedOnly.close();
  await provider.close();
});

describe('a first sign-in', () => {
  test('makes the account and its organization, the next one finds it', async () => {
    const { client, location } = await app.signInAs(person('Olaf'));
    expect(location).toBe('/data-sources');
    const session = (await client.get('/api/session')).body.data;
    expect(session).toMatchObject({ organization: { name: 'Olaf’s organization' }, role: 'owner' });
    const again = await app.signInAs(person('Olaf'));
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
    await app.signInAs(person('Renamed'));
    const { client } = await app.signInAs({ ...person('Renamed'), email: 'new-name@example.com' });
    const { user } = (await client.get('/api/session')).body.data;
    expect(user.email).toBe('renamed@example.com');
    expect(await app.userOf('new-name@example.com')).toBeUndefined();
  });

  test('does not take over an account with a password', async () => {
    await app.client().signUp('Petra');
    const { client, location } = await app.signInAs(person('Petra'));
    expect(location).toBe(`${PUBLIC_URL}/sign-in?error=account_not_linked`);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('where accounts are by invitation', () => {
  test('only somebody with a proved address that was invited arrives', async () => {
    const owner = invitedOnly.client();
    const seeded = { email: 'owner@example.com', password: 'an owner of these tests' };
    await invitedOnly.seedOwner(seeded);
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
      const { client, location } = await invitedOnly.signInAs(who);
      expect(location).toBe(`${PUBLIC_URL}/sign-in?error=sign_up_closed`);
      expect((await client.get('/api/session')).status).toBe(401);
      expect(await invitedOnly.userOf(String(who.email))).toBeUndefined();
    }
    const { location } = await invitedOnly.signInAs(person('Guest'));
    expect(location).toBe('/data-sources');
  });

  test('and somebody of whom the provider leaves it open, at a domain of the inviting organization', async () => {
    const { kysely } = invitedOnly.database;
    const seeded = async (name: string) => {
      const password = 'an owner of these tests';
      await invitedOnly.seedOwner({ email: `${name}@example.com`, password });
      const client = invitedOnly.client();
      await client.signIn(name, password);
      const { organization } = (await client.get('/api/session')).body.data;
      return { client, organization_id: organization.id as string };
    };
    const { client: owner, organization_id } = await seeded('other-owner');
    const invite = { email: 'entra@example.com', role: 'member' };
    await owner.post('/api/auth/organization/invite-member', invite);
    const arrive = async (claims: Record<string, unknown>) =>
      (await invitedOnly.signInAs(person('Entra', claims))).location;
    const refused = `${PUBLIC_URL}/sign-in?error=sign_up_closed`;
    const found = { proved_at: new Date(), found_at: new Date(), finding: 'found' as const };
    const row = { domain: 'example.com', token: 't', created_by: null, ...found };
    // A domain of others vouches for nobody here.
    const elsewhere = await seeded('elsewhere');
    const prove = (of: string) =>
      kysely
        .insertInto('organization_domains')
        .values({ ...row, organization_id: of })
        .execute();
    await prove(elsewhere.organization_id);
    expect(await arrive({})).toBe(refused);
    await prove(organization_id);
    expect(await arrive({ email_verified: false })).toBe(refused);
    expect(await arrive({})).toBe('/data-sources');
    expect(await invitedOnly.userOf(invite.email)).toMatchObject({
      email_verified: false,
      address_proved_at: null,
      address_claim: 'unstated',
    });
  });
});

test('signing out ends the session here at once; the one at the provider is its own', async () => {
  const { client, visitor } = await app.signInAs(person('Logan'));
  const stolen = new Map(client.cookies);
  const answer = await client.signOut();
  expect(answer.body).toEqual({ success: true });
  const thief = app.client();
  for (const [name, value] of stolen) thief.cookies.set(name, value);
  expect((await thief.get('/api/session')).status).toBe(401);
  // The same browser is known to the provider, which asks nobody again.
  provider.setPresent(undefined);
  const again = await app.begin();
  const ended = await again.client.get(await visitor.visit(again.url.href));
  expect(ended.headers.get('location')).toBe('/data-sources');
  expect((await again.client.get('/api/session')).body.data.user.name).toBe('Logan');
});

test('an account without a password cannot be given one by mail, nor a second factor', async () => {
  const { client } = await app.signInAs(person('Nopass'));
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
