import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import {
  type Confirmation,
  checkConfirmationLimit,
  forgetConfirmations,
} from '../session/auth-limits.ts';
import type { AuthOptions } from '../session/auth-options.ts';
import { findPasswordAccount } from '../session/known-device.ts';
import { reportSecurityEvent } from '../session/security-events.ts';

/** Somebody who is signed in, and from where. */
export type Asked = { principal: Principal; ip: string };

/**
 * Counts an attempt of somebody who is signed in to prove once more who they are; a success clears
 * the count. It is counted outside of any transaction, so a failure stays counted.
 *
 * @throws ProblemError `too_many_requests`, or what `prove` throws
 */
export async function confirmedBy<T>(
  options: AuthOptions,
  { principal, ip, by }: Asked & { by: Confirmation },
  prove: () => Promise<T>,
): Promise<T> {
  const { userId } = principal;
  await checkConfirmationLimit(options, { userId, by, ip });
  try {
    const result = await prove();
    await forgetConfirmations(options.kysely, { userId, by });
    return result;
  } catch (error) {
    if (error instanceof ProblemError && error.code.startsWith('invalid_')) {
      const reason = error.code;
      reportSecurityEvent(options, { event: 'sign_in_failed', ip, reason, whom: { userId } });
    }
    throw error;
  }
}

/**
 * A browser that was left open is not enough to change how one signs in.
 *
 * @throws ProblemError `invalid_sign_in`, `no_password`
 */
export async function requirePassword(
  { kysely, passwords }: Pick<AuthOptions, 'kysely' | 'passwords'>,
  userId: string,
  password: string,
): Promise<void> {
  const account = await findPasswordAccount(kysely, { userId });
  if (account === undefined) throw new ProblemError('no_password');
  const isRight = await passwords.verify({ hash: account.passwordHash, password });
  if (!isRight) throw new ProblemError('invalid_sign_in');
}

/**
 * The same where an account may have none: whoever signs in through the identity provider only is known
 * by their session.
 *
 * @throws ProblemError `invalid_sign_in`, `validation_failed` where one is needed and none was given
 */
export async function requirePasswordIfAny(
  options: Pick<AuthOptions, 'kysely' | 'passwords'>,
  userId: string,
  password: string | undefined,
): Promise<void> {
  const account = await findPasswordAccount(options.kysely, { userId });
  if (account === undefined) return;
  if (password === undefined) {
    const errors = [{ path: 'password', message: 'is missing' }];
    throw new ProblemError('validation_failed', { errors });
  }
  await requirePassword(options, userId, password);
}
