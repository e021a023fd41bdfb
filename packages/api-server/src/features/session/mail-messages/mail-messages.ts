import type { en } from './en.ts';

export type MailName = keyof typeof en;

/** All mails in one language: ICU messages. */
export type MailMessages = Record<MailName, { subject: string; text: string }>;
