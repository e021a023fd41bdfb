import { LANGUAGES, type Language, readAcceptLanguage } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Recipient } from './mail-texts.ts';

/** Where a request says which language it wants: `Accept-Language`, which our pages set to theirs. */
export type AskedLanguage = string | null | undefined;

/**
 * Whom a mail is for, in the language that the account of the address used last. For an address
 * without one, in the language of whoever caused the mail.
 */
export async function findRecipient(
  db: Db,
  email: string,
  asked: AskedLanguage,
): Promise<Recipient> {
  const user = await db
    .selectFrom('users')
    .select('language')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  const known = LANGUAGES.find((language) => language === user?.language);
  return { email, language: known ?? readAcceptLanguage(asked) ?? fallback };
}

const [fallback]: readonly [Language, ...Language[]] = LANGUAGES;

/** Remembers the language of somebody who uses the pages, for mails; writes only when it is another one. */
export async function keepLanguage(db: Db, userId: string, asked: AskedLanguage): Promise<void> {
  const language = readAcceptLanguage(asked);
  if (language === undefined) return;
  await db
    .updateTable('users')
    .set({ language })
    .where('id', '=', userId)
    .where(sql<boolean>`language is distinct from ${language}`)
    .execute();
}
