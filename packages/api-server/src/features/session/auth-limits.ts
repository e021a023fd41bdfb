import type { Db } from '../../platform/db/tables.ts';
import { addressGroup } from '../../platform/http/network.ts';
import type { AuthEndpoint, LimitKind } from './auth-endpoints.ts';
import type { AuthOptions } from './auth-options.ts';
import { findPasswordAccount, type KnownDevices } from './known-device.ts';
import {
  DEFAULT_LIMITS,
  forgetAttempts,
  type GrowingDelay,
  judgeAttempt,
  judgeInRow,
  limitKey,
  type SignInLimits,
  tooManyRequests,
  type Verdict,
} from './rate-limits.ts';
import { reportSecurityEvent } from './security-events.ts';

type Attempt = {
  endpoint: AuthEndpoint;
  body: Record<string, unknown> | undefined;
  ip: string;
  cookies: string | undefined;
};
/** What somebody who is signed in proves once more: counted apart, so that one does not clear the other. */
export type Confirmation = 'password' | 'code';
type Whom = { email: string } | { userId: string } | undefined;
type Bucket = { key: string; by: 'account' | 'device' };

const ADDRESS_LIMIT = {
  sign_in: 'signInPerAddress',
  sign_up: 'signUpPerAddress',
  mail: 'mailPerAddress',
} as const satisfies Record<LimitKind, keyof SignInLimits>;

/** Up to an hour between two attempts: about thirty a day, of 100 in all that NIST SP 800-63B allows. */
const PASSWORD_DELAY = { firstSeconds: 30, maxSeconds: 3_600 };
/** Far shorter than a link in a mail is good for: whoever has to wait has one that works. */
const MAIL_DELAY = { firstSeconds: 30, maxSeconds: 900 };

/**
 * Counts the attempt by true address and by account, outside of the request's transaction: a
 * failed attempt must stay counted.
 *
 * @throws ProblemError `too_many_requests`
 */
export async function checkLimits(
  options: AuthOptions,
  devices: KnownDevices,
  attempt: Attempt,
): Promise<void> {
  const kind = attempt.endpoint.limit;
  if (kind === undefined) return;
  const { kysely } = options;
  const limits = limitsOf(options);
  const group = limitKey(`${kind}:address`, addressGroup(attempt.ip));
  const byAddress = await judgeAttempt(kysely, group, limits[ADDRESS_LIMIT[kind]]);
  const given = attempt.body?.email;
  const email = typeof given === 'string' ? given : undefined;
  const whom = kind === 'sign_in' && email !== undefined ? { email } : undefined;
  const asked = { kind, ip: attempt.ip, whom };
  refuse(options, asked, { verdict: byAddress, reason: 'network' });
  if (kind === 'sign_up' || email === undefined) return;
  if (kind === 'mail') return checkMailLimit(options, { email, ip: attempt.ip });
  const { key, by } = await bucketOf(kysely, devices, { email, cookies: attempt.cookies });
  const verdict = await judgeInRow(kysely, key, passwordDelay(options));
  refuse(options, asked, { verdict, reason: by });
}

/**
 * Counts a mail to that address, whoever has it.
 *
 * @throws ProblemError `too_many_requests`
 */
export async function checkMailLimit(
  options: AuthOptions,
  { email, ip }: { email: string; ip: string },
): Promise<void> {
  const delay = { ...MAIL_DELAY, limit: limitsOf(options).mailPerAccount };
  const key = limitKey('mail:account', email.toLowerCase());
  const verdict = await judgeInRow(options.kysely, key, delay);
  refuse(options, { kind: 'mail', ip }, { verdict, reason: 'account' });
}

/**
 * Counts an attempt to prove once more who one is, by somebody who is signed in. Apart from sign-in,
 * where strangers may try as well.
 *
 * @throws ProblemError `too_many_requests`
 */
export async function checkConfirmationLimit(
  options: AuthOptions,
  { userId, by, ip }: { userId: string; by: Confirmation; ip: string },
): Promise<void> {
  const key = confirmationKey({ userId, by });
  const verdict = await judgeInRow(options.kysely, key, passwordDelay(options));
  refuse(options, { kind: 'confirmation', ip, whom: { userId } }, { verdict, reason: by });
}

export async function forgetConfirmations(
  db: Db,
  whom: { userId: string; by: Confirmation },
): Promise<void> {
  await forgetAttempts(db, confirmationKey(whom));
}

/** After a successful sign-in: of this device where it was known before, else of the account. */
export async function forgetSignInAttempts(
  db: Db,
  devices: KnownDevices,
  of: { email: string; cookies: string | undefined },
): Promise<void> {
  await forgetAttempts(db, (await bucketOf(db, devices, of)).key);
}

/** A device that signed in to the account before is counted by itself. */
async function bucketOf(
  db: Db,
  devices: KnownDevices,
  { email, cookies }: { email: string; cookies: string | undefined },
): Promise<Bucket> {
  const account = await findPasswordAccount(db, { email });
  const device = account && devices.find(cookies, account);
  if (account === undefined || device === undefined) {
    return { key: limitKey('sign_in:account', email.toLowerCase()), by: 'account' };
  }
  return { key: limitKey('sign_in:device', `${account.userId} ${device}`), by: 'device' };
}

function refuse(
  options: AuthOptions,
  { kind, ip, whom }: { kind: LimitKind | 'confirmation'; ip: string; whom?: Whom },
  { verdict, reason }: { verdict: Verdict; reason: string },
): void {
  if (!verdict.isRefused) return;
  if (verdict.isFirst) {
    reportSecurityEvent(options, { event: 'limit_reached', ip, reason, kind, whom });
  }
  throw tooManyRequests(verdict.seconds);
}

function limitsOf(options: AuthOptions): SignInLimits {
  return { ...DEFAULT_LIMITS, ...options.limits };
}

function passwordDelay(options: AuthOptions): GrowingDelay {
  return { ...PASSWORD_DELAY, limit: limitsOf(options).signInPerAccount };
}

function confirmationKey({ userId, by }: { userId: string; by: Confirmation }): string {
  return limitKey(`confirm:${by}`, userId);
}
