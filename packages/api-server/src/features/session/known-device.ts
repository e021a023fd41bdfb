import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../platform/db/tables.ts';
import { type AuthOptions, cookiePrefix, isHttps } from './auth-options.ts';
import { deriveKey } from './derive-key.ts';
import { cookieOf } from './request-cookies.ts';

const LIFETIME_SECONDS = 180 * 24 * 3600;

/** An account with a password, as a device is known to it. */
export type PasswordAccount = { userId: string; passwordHash: string };

/**
 * Cookies by which a browser is known again that has signed in before (OWASP “device cookies”). They
 * sign nobody in; attempts with one are only counted by themselves, so that what strangers try does
 * not hold up the person. Each is bound to the password it came about with: a new password makes all
 * of them worthless, so whoever knew the old one has no attempts of their own either.
 */
export function createKnownDevices(options: Pick<AuthOptions, 'publicUrl' | 'secret'>) {
  const key = deriveKey(options.secret, 'known device');
  const proofOf = (id: string, account: PasswordAccount) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, account.userId, account.passwordHash]))
      .digest('base64url');
  // One for each account that signed in here; the name tells nothing about whose.
  const nameOf = ({ userId }: PasswordAccount) => {
    const digest = createHash('sha256').update(userId).digest('base64url').slice(0, 10);
    return `${cookiePrefix(options.publicUrl)}.device.${digest}`;
  };
  const attributes = ['Path=/', `Max-Age=${LIFETIME_SECONDS}`, 'HttpOnly', 'SameSite=Lax'];
  if (isHttps(options.publicUrl)) attributes.push('Secure');

  /** The id of the device, if it has signed in to this account with its present password. */
  function find(cookies: string | undefined, account: PasswordAccount): string | undefined {
    const [id = '', proof = ''] = (cookieOf(cookies, nameOf(account)) ?? '').split('~');
    const given = Buffer.from(proof);
    const expected = Buffer.from(proofOf(id, account));
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    return isRight && id !== '' ? id : undefined;
  }

  return {
    find,
    /** The `set-cookie` by which it is known from now on. */
    remember(cookies: string | undefined, account: PasswordAccount): string {
      const id = find(cookies, account) ?? randomBytes(16).toString('base64url');
      return [`${nameOf(account)}=${id}~${proofOf(id, account)}`, ...attributes].join('; ');
    },
  };
}

export type KnownDevices = ReturnType<typeof createKnownDevices>;

/** The account that signs in with a password by this address or id. */
export async function findPasswordAccount(
  db: Db,
  by: { email: string } | { userId: string },
): Promise<PasswordAccount | undefined> {
  const found = await db
    .selectFrom('users as u')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select(['u.id', 'a.password'])
    .where((eb) =>
      'email' in by ? eb('u.email', '=', by.email.toLowerCase()) : eb('u.id', '=', by.userId),
    )
    .executeTakeFirst();
  return found?.password ? { userId: found.id, passwordHash: found.password } : undefined;
}
