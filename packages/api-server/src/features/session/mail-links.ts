import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/** What a link in a mail is for. better-auth makes the ones to reset a password. */
type Purpose = 'confirm-sign-up' | 'reset-password';

/** All that the database keeps of a link: whoever reads it there cannot follow it. */
export function digestOfIdentifier(identifier: string): string {
  return createHash('sha256').update(identifier).digest('base64url');
}

/** Keeps what a link stands for. Returns the token to put into it, which works once. */
export async function insertMailLink(
  db: Db,
  link: { purpose: Purpose; value: string; hours: number },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await db.deleteFrom('verifications').where('expires_at', '<', sql<Date>`now()`).execute();
  await db
    .insertInto('verifications')
    .values({
      id: randomUUID(),
      identifier: digestOfIdentifier(`${link.purpose}:${token}`),
      value: link.value,
      expires_at: sql<Date>`now() + make_interval(hours => ${link.hours})`,
    })
    .execute();
  return token;
}

/** What the link stands for, if it has neither been followed nor run out; afterwards it is used up. */
export async function consumeMailLink(
  db: Db,
  purpose: Purpose,
  token: string,
): Promise<string | undefined> {
  const link = await db
    .deleteFrom('verifications')
    .where('identifier', '=', digestOfIdentifier(`${purpose}:${token}`))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('value')
    .executeTakeFirst();
  return link?.value;
}

/** Whose password a link resets, as long as it has neither been followed nor run out. */
export function findUserOfReset(db: Db, token: string) {
  return db
    .selectFrom('verifications as v')
    .innerJoin('users as u', 'u.id', 'v.value')
    .select(['u.id', 'u.name', 'u.email'])
    .where('v.identifier', '=', digestOfIdentifier(`reset-password:${token}`))
    .where('v.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Of several links that were asked for only one may be followed. */
export async function deleteResetLinks(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('verifications').where('value', '=', userId).execute();
}
