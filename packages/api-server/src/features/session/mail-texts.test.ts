import { expect, test } from 'vitest';
import { invitationMail } from './mail-texts.ts';

test('names of people and organizations begin no line of a mail', () => {
  const hostile = 'Ada\r\nBcc: everybody@example.com\n\nClick here';
  const place = { name: hostile, link: 'https://rita.example/invitations/x' };
  const mail = invitationMail('guest@example.com', hostile, place);
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.text).not.toMatch(/^(Bcc|Click)/m);
});
