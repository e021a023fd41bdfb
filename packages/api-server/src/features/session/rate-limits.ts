import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';

export type SignInLimits = {
  /** Of one network, in a minute. */
  signInPerAddress: number;
  signUpPerAddress: number;
  /** Requests that send a mail. */
  mailPerAddress: number;
  /** In a row for one account, before delays begin. */
  signInPerAccount: number;
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

/** `isFirst`: the first refusal of its window or delay; the others need no entry of their own. */
export type Verdict = { isRefused: false } | { isRefused: true; seconds: number; isFirst: boolean };

/** How long to wait after `limit` attempts in a row; twice as long after each further one. */
export type GrowingDelay = { limit: number; firstSeconds: number; maxSeconds: number };

const WINDOW_SECONDS = 60;
/** Attempts in a row are forgotten so long after the last one. */
const MEMORY_SECONDS = 24 * 3600;
const ACCEPTED: Verdict = { isRefused: false };

/** `what:whom`, where an address or e-mail is a digest: no list of who tried to sign in is kept. */
export function limitKey(what: string, whom: string): string {
  return `${what}:${createHash('sha256').update(whom).digest('base64url')}`;
}

/**
 * Counts one attempt of a minute.
 *
 * @throws ProblemError `too_many_requests` with the seconds until the window ends
 */
export async function countAttempt(db: Db, key: string, limit: number): Promise<void> {
  const verdict = await judgeAttempt(db, key, limit);
  if (verdict.isRefused) throw tooManyRequests(verdict.seconds);
}

export function tooManyRequests(retryAfterSeconds: number): ProblemError {
  return new ProblemError('too_many_requests', { retryAfterSeconds });
}

/** Counts one attempt of a minute, for all replicas together. */
export async function judgeAttempt(db: Db, key: string, limit: number): Promise<Verdict> {
  const { attempts, seconds } = await addAttempts(db, key, 1);
  if (attempts <= limit) return ACCEPTED;
  return { isRefused: true, seconds, isFirst: attempts === limit + 1 };
}

/**
 * Adds attempts to those of a minute, for all replicas together and by the database's clock. Gives how
 * many there are now, and how many seconds are left.
 */
export async function addAttempts(
  db: Db,
  key: string,
  added: number,
): Promise<{ attempts: number; seconds: number }> {
  const { rows } = await sql<{ attempts: number; seconds: number }>`
    with swept as (
      delete from rate_limits where key in (
        select key from rate_limits
        where window_ends_at < now() and key <> ${key} limit 10 for update skip locked)
    )
    insert into rate_limits as l (key, attempts, window_ends_at)
    values (${key}, ${added}, now() + make_interval(secs => ${WINDOW_SECONDS}))
    on conflict (key) do update set
      attempts = case when l.window_ends_at <= now() then excluded.attempts
        else l.attempts + excluded.attempts end,
      window_ends_at = case when l.window_ends_at <= now()
        then excluded.window_ends_at else l.window_ends_at end
    returning attempts,
      greatest(1, ceil(extract(epoch from window_ends_at - now())))::int as seconds
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('an insert that returns gave no row');
  return row;
}

/**
 * Counts one attempt in a row. From the `limit`th on each is followed by a delay in which all others
 * are refused, and not counted: it grows up to a limit, so nobody is ever locked out for good.
 */
export async function judgeInRow(db: Db, key: string, delay: GrowingDelay): Promise<Verdict> {
  const { limit, firstSeconds, maxSeconds } = delay;
  const attempts = sql`case when l.window_ends_at <= now() then 1 else l.attempts + 1 end`;
  const isBlocked = sql`l.blocked_until > now()`;
  const { rows } = await sql<{ refused: number; seconds: number }>`
    insert into rate_limits as l (key, attempts, window_ends_at, blocked_until)
    values (${key}, 1, now() + make_interval(secs => ${MEMORY_SECONDS}), ${blockedUntil(sql`1`)})
    on conflict (key) do update set
      attempts = case when ${isBlocked} then l.attempts else ${attempts} end,
      window_ends_at = case when ${isBlocked} then l.window_ends_at else excluded.window_ends_at end,
      blocked_until = case when ${isBlocked} then l.blocked_until else ${blockedUntil(attempts)} end,
      refused = case when ${isBlocked} then l.refused + 1 else 0 end
    returning refused,
      greatest(1, ceil(extract(epoch from blocked_until - now())))::int as seconds
  `.execute(db);
  const row = rows[0];
  if (row === undefined || row.refused === 0) return ACCEPTED;
  return { isRefused: true, seconds: row.seconds, isFirst: row.refused === 1 };

  function blockedUntil(number: ReturnType<typeof sql>) {
    return sql`case when ${number} >= ${limit}::int then now() + make_interval(secs =>
      least(${firstSeconds}::float8 * power(2, least(${number} - ${limit}::int, 30)), ${maxSeconds}::float8))
      end`;
  }
}

/** After a success: whoever knows the password is not held up by earlier slips. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('rate_limits').where('key', '=', key).execute();
}
