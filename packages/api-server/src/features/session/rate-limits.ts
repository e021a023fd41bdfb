import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problems.ts';

/** Attempts per minute. */
export type SignInLimits = {
  signInPerAddress: number;
  signInPerAccount: number;
  signUpPerAddress: number;
  /** Requests that send a mail. */
  mailPerAddress: number;
  mailPerAccount: number;
};

/** An office behind one address signs in at nine o'clock; one account is used by one person. */
export const DEFAULT_LIMITS: SignInLimits = {
  signInPerAddress: 60,
  signInPerAccount: 10,
  signUpPerAddress: 30,
  mailPerAddress: 30,
  mailPerAccount: 5,
};

const WINDOW_SECONDS = 60;

/** `what:whom`, where an address or e-mail is a digest: no list of who tried to sign in is kept. */
export function limitKey(what: string, whom: string): string {
  return `${what}:${createHash('sha256').update(whom).digest('base64url')}`;
}

/** One household has a whole /64 of IPv6, so its addresses count together. */
export function addressGroup(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const gap = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  return groups.slice(0, 4).join(':');
}

/**
 * Counts one attempt, for all replicas together and by the database's clock.
 *
 * @throws ProblemError `too_many_requests` with the seconds until the window ends
 */
export async function countAttempt(db: Db, key: string, limit: number): Promise<void> {
  const { rows } = await sql<{ attempts: number; seconds: number }>`
    with swept as (
      delete from rate_limits where key in (
        select key from rate_limits
        where window_ends_at < now() and key <> ${key} limit 10 for update skip locked)
    )
    insert into rate_limits as l (key, attempts, window_ends_at)
    values (${key}, 1, now() + make_interval(secs => ${WINDOW_SECONDS}))
    on conflict (key) do update set
      attempts = case when l.window_ends_at <= now() then 1 else l.attempts + 1 end,
      window_ends_at = case when l.window_ends_at <= now()
        then excluded.window_ends_at else l.window_ends_at end
    returning attempts,
      greatest(1, ceil(extract(epoch from window_ends_at - now())))::int as seconds
  `.execute(db);
  const row = rows[0];
  if (row !== undefined && row.attempts > limit) {
    throw new ProblemError('too_many_requests', { retryAfterSeconds: row.seconds });
  }
}

/** After a success: whoever knows the password is not held up by earlier slips. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('rate_limits').where('key', '=', key).execute();
}
