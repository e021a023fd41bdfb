import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { openText } from '../../platform/sealed-text.ts';
import { deriveKey } from '../session/derive-key.ts';
import { digestOfRecoveryCode } from './recovery-codes.ts';
import { findSecondFactor, useRecoveryCode, useStep } from './second-factor.store.ts';
import { stepOfCode } from './totp.ts';

export type Proof = 'app' | 'recovery_code';

export function secondFactorKey(authSecret: string): Buffer {
  return deriveKey(authSecret, 'second factor');
}

/**
 * Makes sure that somebody with a second factor has given a code of it; nothing for whoever has none.
 * The code is used up with the transaction that `db` is of.
 *
 * @throws ProblemError `second_factor_required`, `invalid_second_factor`
 */
export async function requireSecondFactor(
  db: Db,
  key: Buffer,
  given: { userId: string; code: string | undefined },
): Promise<Proof | undefined> {
  const { userId, code } = given;
  const factor = await findSecondFactor(db, userId);
  if (!factor?.confirmed_at) return undefined;
  if (code === undefined) throw new ProblemError('second_factor_required');
  return proveSecondFactor(db, key, { userId, code, sealed: factor.sealed_secret });
}

/** @throws ProblemError `invalid_second_factor` also for a code that was used before */
export async function proveSecondFactor(
  db: Db,
  key: Buffer,
  given: { userId: string; code: string; sealed: string },
): Promise<Proof> {
  const { userId, sealed } = given;
  const code = given.code.replaceAll(/[\s-]/g, '');
  if (/^\d{6}$/.test(code)) {
    const secret = openText(key, userId, sealed);
    const step = secret === undefined ? undefined : stepOfCode(secret, code, Date.now());
    if (step !== undefined && (await useStep(db, userId, step))) return 'app';
  } else if (await useRecoveryCode(db, userId, digestOfRecoveryCode(code))) {
    return 'recovery_code';
  }
  throw new ProblemError('invalid_second_factor');
}
