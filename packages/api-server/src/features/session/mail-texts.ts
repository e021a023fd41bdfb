import type { Language } from '@rita/contracts';
import compile from 'icu-minify/compile';
import format from 'icu-minify/format';
import type { Mail } from './mail.ts';
import { ar } from './mail-messages/ar.ts';
import { de } from './mail-messages/de.ts';
import { en } from './mail-messages/en.ts';
import type { MailMessages, MailName } from './mail-messages/mail-messages.ts';

export const MAIL_MESSAGES: Record<Language, MailMessages> = { en, de, ar };

/** Whom a mail is for, and in which language. */
export type Recipient = { email: string; language: Language };

export function invitationMail(
  to: Recipient,
  inviter: string,
  place: { name: string; link: string },
): Mail {
  const named = { inviter: oneLine(inviter), organization: oneLine(place.name) };
  return write('invitation', to, { ...named, link: place.link });
}

export function confirmSignUpMail(to: Recipient, link: string): Mail {
  return write('confirmSignUp', to, { link });
}

export function accountExistsMail(to: Recipient, publicUrl: string): Mail {
  return write('accountExists', to, pagesOf(publicUrl));
}

export function verificationMail(to: Recipient, link: string): Mail {
  return write('verification', to, { link });
}

export function passwordResetMail(to: Recipient, link: string): Mail {
  return write('passwordReset', to, { link });
}

export function noPasswordMail(to: Recipient, publicUrl: string): Mail {
  return write('noPassword', to, pagesOf(publicUrl));
}

export type AccountChange =
  | 'password'
  | 'second_factor_enabled'
  | 'second_factor_disabled'
  | 'recovery_code_used';

/** Tells the person, in case that it was somebody else. */
export function accountChangedMail(to: Recipient, change: AccountChange, publicUrl: string): Mail {
  return write('accountChanged', to, { change, ...pagesOf(publicUrl) });
}

/** `lines`: what is to be told, each beginning a line of its own. */
export function alertsMail(
  to: Recipient,
  given: { organization: string; lines: readonly string[]; count: number },
  publicUrl: string,
): Mail {
  return write('alerts', to, {
    organization: oneLine(given.organization),
    count: given.count,
    lines: given.lines.join('\n'),
    pages: `${publicUrl}/data-sources`,
    settings: `${publicUrl}/settings`,
  });
}

function pagesOf(publicUrl: string): Record<string, string> {
  return { signIn: `${publicUrl}/sign-in`, forgotPassword: `${publicUrl}/forgot-password` };
}

function write(name: MailName, to: Recipient, values: Values): Mail {
  const { subject, text } = MAIL_MESSAGES[to.language][name];
  return {
    to: to.email,
    subject: sayIn(to.language, subject, values),
    text: sayIn(to.language, text, values),
  };
}

type Values = Record<string, string | number>;

/** An ICU message with what goes into it. */
export function sayIn(language: Language, message: string, values: Values): string {
  return String(format(compile(message), language, values, INTL));
}

const INTL = {
  formatters: {
    getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) =>
      new Intl.NumberFormat(...given),
    getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
      new Intl.DateTimeFormat(...given),
    getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
      new Intl.PluralRules(...given),
  },
};

/** Names are typed by people; a line break in one must not become a header or a paragraph. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 100);
}
