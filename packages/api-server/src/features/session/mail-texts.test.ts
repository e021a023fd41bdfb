import { LANGUAGES } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import type { MailName } from './mail-messages/mail-messages.ts';
import {
  accountChangedMail,
  accountExistsMail,
  alertsMail,
  confirmSignUpMail,
  invitationMail,
  MAIL_MESSAGES,
  noPasswordMail,
  passwordResetMail,
  type Recipient,
  verificationMail,
} from './mail-texts.ts';

const LINK = 'https://rita.example/invitations/0123456789abcdef0123456789abcdef#token=0123456789';
const PLACE = { name: 'Northwind', link: LINK };
const APP = 'https://rita.example';

/** Each mail, and what has to stand in it. */
const MAILS: [MailName, (to: Recipient) => { subject: string; text: string }, string[]][] = [
  ['invitation', (to) => invitationMail(to, 'Ada', PLACE), ['Ada', 'Northwind', LINK]],
  ['confirmSignUp', (to) => confirmSignUpMail(to, LINK), [LINK]],
  [
    'accountExists',
    (to) => accountExistsMail(to, APP),
    [`${APP}/sign-in`, `${APP}/forgot-password`],
  ],
  ['verification', (to) => verificationMail(to, LINK), [LINK]],
  ['passwordReset', (to) => passwordResetMail(to, LINK), [LINK]],
  ['noPassword', (to) => noPasswordMail(to, APP), [`${APP}/sign-in`]],
  [
    'accountChanged',
    (to) => accountChangedMail(to, 'recovery_code_used', APP),
    [`${APP}/forgot-password`],
  ],
  [
    'alerts',
    (to) => alertsMail(to, { organization: 'Northwind', lines: ['A', 'B'], count: 2 }, APP),
    ['A\nB\n', 'Northwind', `${APP}/data-sources`, `${APP}/settings`],
  ],
];

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(MAILS)('%s says all that it has to', (_, write, parts) => {
    const mail = write({ email: 'guest@example.com', language });
    expect(mail).toMatchObject({ to: 'guest@example.com' });
    for (const part of parts) expect(mail.text).toContain(part);
    expect(`${mail.subject}${mail.text}`).not.toMatch(/[{}!]/);
    expect(mail.text).not.toMatch(/^\s|\s$/);
  });

  test('what changed is said for each change', () => {
    const to: Recipient = { email: 'guest@example.com', language };
    const changes = ['password', 'second_factor_enabled', 'second_factor_disabled'] as const;
    const texts = changes.map((change) => accountChangedMail(to, change, APP).text);
    expect(new Set(texts).size).toBe(changes.length);
  });

  test('it is another text than in any other language', () => {
    const texts = Object.values(MAIL_MESSAGES[language]).map(({ text }) => text);
    const others = LANGUAGES.filter((other) => other !== language).flatMap((other) =>
      Object.values(MAIL_MESSAGES[other]).map(({ text }) => text),
    );
    expect(texts.filter((text) => others.includes(text))).toEqual([]);
  });
});

test('each mail is looked at here', () => {
  expect(MAILS.map(([name]) => name).toSorted()).toEqual(Object.keys(MAIL_MESSAGES.en).toSorted());
});

test('names of people and organizations begin no line of a mail', () => {
  const hostile = 'Ada\r\nBcc: everybody@example.com\n\nClick here';
  const place = { name: hostile, link: 'https://rita.example/invitations/x' };
  const to: Recipient = { email: 'guest@example.com', language: 'en' };
  const mail = invitationMail(to, hostile, place);
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.text).not.toMatch(/^(Bcc|Click)/m);
});
