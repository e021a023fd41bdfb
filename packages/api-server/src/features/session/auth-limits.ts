import type { Db } from '../../platform/db/tables.ts';
import type { AuthEndpoint, LimitKind } from './auth-endpoints.ts';
import type { AuthOptions } from './auth-options.ts';
import {
  addressGroup,
  countAttempt,
  DEFAULT_LIMITS,
  forgetAttempts,
  limitKey,
  type SignInLimits,
} from './rate-limits.ts';

type Attempt = {
  endpoint: AuthEndpoint;
  body: Record<string, unknown> | undefined;
  principal: { userEmail: string } | undefined;
  ip: string;
};

const LIMITS_OF: Record<
  LimitKind,
  { address: keyof SignInLimits; account: keyof SignInLimits | undefined }
> = {
  sign_in: { address: 'signInPerAddress', account: 'signInPerAccount' },
  // An address that has no account yet cannot be guessed at.
  sign_up: { address: 'signUpPerAddress', account: undefined },
  mail: { address: 'mailPerAddress', account: 'mailPerAccount' },
};

/**
 * Counts the attempt by true address and by account, outside of the request's transaction: a
 * failed attempt must stay counted.
 *
 * @throws ProblemError `too_many_requests`
 */
export async function checkLimits(options: AuthOptions, attempt: Attempt): Promise<void> {
  const kind = attempt.endpoint.limit;
  if (kind === undefined) return;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { address, account } = LIMITS_OF[kind];
  await countAttempt(
    options.kysely,
    limitKey(`${kind}:address`, addressGroup(attempt.ip)),
    limits[address],
  );
  const email = attempt.body?.email ?? attempt.principal?.userEmail;
  if (account !== undefined && typeof email === 'string') {
    await countAttempt(options.kysely, accountKey(kind, email), limits[account]);
  }
}

/** After a successful sign-in. */
export async function forgetSignInAttempts(db: Db, body: Record<string, unknown> | undefined) {
  if (typeof body?.email === 'string') await forgetAttempts(db, accountKey('sign_in', body.email));
}

function accountKey(kind: LimitKind, email: string): string {
  return limitKey(`${kind}:account`, email.toLowerCase());
}
