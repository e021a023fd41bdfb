import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { person, type SsoTestApp, startProvider, startSsoTestApp } from './sso-test-app.ts';

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

describe('an address is proved by the provider’s claim, and by nothing else', () => {
  test.each([
    ['verified', { email_verified: true }, true],
    ['verified as a text', { email_verified: 'true' }, true],
    ['Entra’s claim', { xms_edov: true }, true],
    ['Entra’s list', { verified_primary_email: ['Proof-Entraslist@example.com'] }, true],
    ['Entra’s list of others', { verified_primary_email: ['somebody@example.com'] }, false],
    [
      'not verified, whatever a list says',
      {
        email_verified: false,
        verified_primary_email: ['proof-notverifiedwhateveralistsays@example.com'],
      },
      false,
    ],
    ['not verified', { email_verified: false }, false],
    ['not verified, whatever Entra’s claim says', { email_verified: false, xms_edov: true }, false],
    ['a claim that is missing', {}, false],
    ['a claim of another kind', { email_verified: 1 }, false],
    ['no', { email_verified: 'yes' }, false],
  ] as const)('%s', async (name, claims, isProved) => {
    const who = person(`Proof-${name.replaceAll(/\W/g, '')}`, claims);
    const { client, location } = await app.signInAs(who);
    expect(location).toBe('/data-sources');
    const user = await app.userOf(String(who.email));
    expect(user?.email_verified).toBe(isProved);
    expect(user?.address_proved_by).toBe(isProved ? 'identity_provider' : null);
    expect(user?.address_proved_at === null).toBe(!isProved);
    const account = (await client.get('/api/account')).body.data;
    expect(account.address_proved_at === null).toBe(!isProved);
    expect(account).toMatchObject({ has_password: false, second_factor: null });
  });

  test('one that is proved later counts from then on', async () => {
    await app.signInAs(person('Later', { email_verified: false }));
    await app.signInAs(person('Later', { email_verified: true }));
    expect(await app.userOf('later@example.com')).toMatchObject({
      email_verified: true,
      address_proved_by: 'identity_provider',
    });
  });

  test('not by one that lower-cases to it', async () => {
    // The Kelvin sign becomes the letter k.
    const who = { ...person('Kate'), email: '\u212Aate@example.com' };
    await app.signInAs(who);
    expect(await app.userOf('kate@example.com')).toMatchObject({
      email_verified: false,
      address_proved_at: null,
      address_claim: null,
    });
  });
});

describe('the provider’s present word counts', () => {
  test.each([
    ['takes it back', { email_verified: false }, 'denied'],
    ['leaves it open', {}, 'unstated'],
  ])('where it %s', async (name, claims, address_claim) => {
    const who = `Present-${name.replaceAll(' ', '')}`;
    await app.signInAs(person(who));
    expect(await app.userOf(String(person(who).email))).toMatchObject({
      address_claim: 'verified',
    });
    await app.signInAs(person(who, claims));
    expect(await app.userOf(String(person(who).email))).toMatchObject({
      email_verified: false,
      address_proved_at: null,
      address_proved_by: null,
      address_claim,
    });
  });

  test('where it names another address: the old one may be somebody else’s by now', async () => {
    const { client } = await app.signInAs(person('Married'));
    const renamed = { ...person('Married'), email: 'another-name@example.com' };
    await app.signInAs(renamed);
    expect(await app.userOf('married@example.com')).toMatchObject({
      address_proved_at: null,
      address_claim: null,
    });
    const { body } = await client.get('/api/account');
    expect(body.data).toMatchObject({ address_proved_at: null, can_confirm_address: true });
  });

  test('but what a mail has proved stays', async () => {
    const { client } = await app.signInAs(person('Mailed', { email_verified: false }));
    const email = 'mailed@example.com';
    await client.post('/api/auth/send-verification-email', { email });
    const link = /http:\S+verify-email\S+/.exec(await app.mailTo(email))?.[0] ?? '';
    const { pathname, search } = new URL(link);
    await client.get(pathname + search);
    const isProved = async () => (await app.userOf(email))?.address_proved_by;
    expect(await isProved()).toBe('mail_file');
    await app.signInAs(person('Mailed', { email_verified: false }));
    expect(await isProved()).toBe('mail_file');
  });
});
