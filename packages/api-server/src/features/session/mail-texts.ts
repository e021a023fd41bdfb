import type { Mail } from './mail.ts';

export function invitationMail(to: string, inviter: string, place: { name: string; link: string }) {
  return {
    to,
    subject: `${oneLine(inviter)} invites you to ${oneLine(place.name)} on Rita`,
    text: `${oneLine(inviter)} invites you to ${oneLine(place.name)}.\n\nAccept the invitation here:\n${place.link}\n\nIf you did not expect this mail, ignore it.`,
  } satisfies Mail;
}

export function verificationMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: `Confirm that this address is yours:\n${link}\n\nIf you did not sign up, ignore this mail.`,
  };
}

export function passwordResetMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: `Choose a new password here, within one hour:\n${link}\n\nIf you did not ask for this, ignore this mail; nothing changes.`,
  };
}

/** Names are typed by people; a line break in one must not become a header or a paragraph. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 100);
}
