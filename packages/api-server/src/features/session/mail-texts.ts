import type { Mail } from './mail.ts';

export function invitationMail(to: string, inviter: string, place: { name: string; link: string }) {
  return {
    to,
    subject: `${oneLine(inviter)} invites you to ${oneLine(place.name)} on Rita`,
    text: `${oneLine(inviter)} invites you to ${oneLine(place.name)}.\n\nAccept the invitation here:\n${place.link}\n\nIf you did not expect this mail, ignore it.`,
  } satisfies Mail;
}

export function confirmSignUpMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Finish your sign-up',
    text: `Somebody, probably you, wants to make an account on Rita with this address. Follow this link within a day and choose a password:\n${link}\n\nIf it was not you, ignore this mail; no account is made.`,
  };
}

export function accountExistsMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'You have an account already',
    text: `Somebody, probably you, wanted to make an account on Rita with this address. There is one already; sign in here:\n${publicUrl}/sign-in\n\nIf you do not know its password any more, choose a new one here:\n${publicUrl}/forgot-password\n\nIf it was not you, ignore this mail; nothing changes.`,
  };
}

export function verificationMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: `Confirm that this address is yours:\n${link}\n\nIf you did not ask for this, ignore this mail.`,
  };
}

export function passwordResetMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: `Choose a new password here, within one hour:\n${link}\n\nThe link works once. Your second factor, if you have one, stays as it is. If you did not ask for this, ignore this mail; nothing changes.`,
  };
}

export function noPasswordMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'Your account has no password',
    text: `Somebody, probably you, wanted to choose a new password. This account has none: it signs in through your organization’s single sign-on:\n${publicUrl}/sign-in\n\nIf it was not you, ignore this mail; nothing changes.`,
  };
}

const WHAT_CHANGED = {
  password: 'Your password was changed, and you were signed out everywhere else.',
  second_factor_enabled: 'A second factor was set up for your account.',
  second_factor_disabled: 'The second factor of your account was ended.',
  recovery_code_used: 'One of your recovery codes was used to sign in.',
} as const;
export type AccountChange = keyof typeof WHAT_CHANGED;

/** Tells the person, in case that it was somebody else. */
export function accountChangedMail(to: string, change: AccountChange, publicUrl: string): Mail {
  return {
    to,
    subject: 'Your account was changed',
    text: `${WHAT_CHANGED[change]}\n\nIf it was not you, choose a new password at once and tell an owner of your organization:\n${publicUrl}/forgot-password`,
  };
}

/** Names are typed by people; a line break in one must not become a header or a paragraph. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 100);
}
