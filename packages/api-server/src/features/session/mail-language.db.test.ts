import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAIL_MESSAGES } from './mail-texts.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

const browser = (language: string) => app.client({ 'accept-language': language });
const subjectOf = (mail: string) => /^Subject: (.*)$/m.exec(mail)?.[1];

async function resetMail(email: string, language: string): Promise<string | undefined> {
  const count = (await app.mailsTo(email)).length;
  await browser(language).post('/api/auth/request-password-reset', { email });
  await expect.poll(async () => (await app.mailsTo(email)).length).toBe(count + 1);
  return subjectOf((await app.mailsTo(email)).at(-1) ?? '');
}

test('a mail is in the language that its account used last, whoever asks for it', async () => {
  await browser('de-CH,de;q=0.9').signUp('Greta');
  const email = 'greta@example.com';
  expect(await resetMail(email, 'en')).toBe(MAIL_MESSAGES.de.passwordReset.subject);
  const arabic = browser('ar');
  await arabic.signIn('Greta');
  expect(await resetMail(email, 'de')).toBe(MAIL_MESSAGES.ar.passwordReset.subject);
  // Chosen while signed in: the page asks who is there, in its language.
  await arabic.get('/api/visitor');
  const { cookies } = arabic;
  const english = browser('en-GB');
  for (const [name, value] of cookies) english.cookies.set(name, value);
  await english.get('/api/visitor');
  expect(await resetMail(email, 'ar')).toBe(MAIL_MESSAGES.en.passwordReset.subject);
});

test('a language that there is not changes nothing', async () => {
  const client = browser('de');
  await client.signUp('Hanne');
  const french = browser('fr-FR');
  for (const [name, value] of client.cookies) french.cookies.set(name, value);
  await french.get('/api/visitor');
  expect(await resetMail('hanne@example.com', 'fr')).toBe(MAIL_MESSAGES.de.passwordReset.subject);
});

test('an invitation is in the language of the invited, or else of who invites', async () => {
  await browser('ar').signUp('Amina');
  const owner = browser('de');
  await owner.signUp('Otto');
  const { id: organizationId } = (await owner.get('/api/session')).body.data.organization;
  const invite = async (email: string) => {
    const body = { email, role: 'member', organizationId };
    expect((await owner.post('/api/auth/organization/invite-member', body)).status).toBe(200);
    return subjectOf(await app.mailTo(email));
  };
  expect(await invite('unknown@example.com')).toMatch(/^Otto lädt Sie zu .* ein$/);
  expect(await invite('amina@example.com')).toMatch(/^يدعوك Otto إلى /);
});
