import type { AuditAction } from '@rita/contracts';
import type { Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { sealText } from '../../platform/sealed-text.ts';
import type { AuthOptions } from '../session/auth-options.ts';
import { type AccountChange, accountChangedMail } from '../session/mail-texts.ts';
import { findRecipient } from '../session/recipient-language.ts';
import { deleteOtherSessions } from './account.store.ts';
import { auditAccount } from './account-audit.ts';
import { type Asked, confirmedBy, requirePassword } from './confirm-person.ts';
import { proveSecondFactor, secondFactorKey } from './prove-second-factor.ts';
import { digestOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import {
  confirm,
  deleteSecondFactor,
  findSecondFactor,
  insertSecondFactor,
  replaceRecoveryCodes,
} from './second-factor.store.ts';
import { makeTotpSecret, totpAddress } from './totp.ts';

type PasswordAndCode = { password: string; code: string };

/**
 * Makes a secret for an authenticator app. Nothing asks for it before a code of it was confirmed.
 *
 * @throws ProblemError `second_factor_active`, `invalid_sign_in`, `no_password`
 */
export async function startSecondFactor(options: AuthOptions, asked: Asked, password: string) {
  const { userId, userEmail } = asked.principal;
  const secret = makeTotpSecret();
  const sealed = sealText(secondFactorKey(options.secret), userId, secret);
  await confirmedBy(options, { ...asked, by: 'password' }, async () => {
    await requirePassword(options, userId, password);
    const isNew = await insertSecondFactor(options.kysely, userId, sealed);
    if (!isNew) throw new ProblemError('second_factor_active');
  });
  return { secret, address: totpAddress(secret, userEmail) };
}

/**
 * From now on the second factor is asked for; sessions that began without it end.
 *
 * @returns the recovery codes, which nobody can read again
 * @throws ProblemError `invalid_second_factor`, `second_factor_active`, `second_factor_inactive`
 */
export async function enableSecondFactor(options: AuthOptions, asked: Asked, code: string) {
  const { userId, sessionId } = asked.principal;
  const codes = await confirmedBy(options, { ...asked, by: 'code' }, () =>
    inTransaction(options.kysely, async (trx) => {
      const factor = await findSecondFactor(trx, userId);
      if (factor === undefined) throw new ProblemError('second_factor_inactive');
      await prove(options, trx, { userId, code, sealed: factor.sealed_secret });
      if (!(await confirm(trx, userId))) throw new ProblemError('second_factor_active');
      await deleteOtherSessions(trx, userId, sessionId);
      await audit(trx, asked, 'second_factor.enabled');
      return giveRecoveryCodes(trx, userId);
    }),
  );
  await tell(options, asked, 'second_factor_enabled');
  return codes;
}

/** @throws ProblemError `second_factor_inactive`, `invalid_second_factor`, `invalid_sign_in`, `no_password` */
export async function renewRecoveryCodes(
  options: AuthOptions,
  asked: Asked,
  given: PasswordAndCode,
) {
  return withPasswordAndCode(options, asked, given, async (trx) => {
    const codes = await giveRecoveryCodes(trx, asked.principal.userId);
    await audit(trx, asked, 'second_factor.recovery_codes_renewed');
    return codes;
  });
}

/** @throws ProblemError as `renewRecoveryCodes` does */
export async function disableSecondFactor(
  options: AuthOptions,
  asked: Asked,
  given: PasswordAndCode,
): Promise<void> {
  await withPasswordAndCode(options, asked, given, async (trx) => {
    await deleteSecondFactor(trx, asked.principal.userId);
    await audit(trx, asked, 'second_factor.disabled');
  });
  await tell(options, asked, 'second_factor_disabled');
}

async function withPasswordAndCode<T>(
  options: AuthOptions,
  asked: Asked,
  ...[given, change]: [PasswordAndCode, (trx: Transaction<Tables>) => Promise<T>]
): Promise<T> {
  const { userId } = asked.principal;
  // One count for both: the right password alone clears nothing, or codes could be guessed for ever.
  return confirmedBy(options, { ...asked, by: 'code' }, async () => {
    await requirePassword(options, userId, given.password);
    return inTransaction(options.kysely, async (trx) => {
      const factor = await findSecondFactor(trx, userId);
      if (!factor?.confirmed_at) throw new ProblemError('second_factor_inactive');
      await prove(options, trx, { userId, code: given.code, sealed: factor.sealed_secret });
      return change(trx);
    });
  });
}

function prove(
  { secret }: AuthOptions,
  trx: Transaction<Tables>,
  given: { userId: string; code: string; sealed: string },
) {
  return proveSecondFactor(trx, secondFactorKey(secret), given);
}

async function giveRecoveryCodes(trx: Transaction<Tables>, userId: string): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await replaceRecoveryCodes(trx, userId, codes.map(digestOfRecoveryCode));
  return codes;
}

function audit(trx: Transaction<Tables>, { principal, ip }: Asked, action: AuditAction) {
  const { userId: id, userName: name, userEmail: email } = principal;
  return auditAccount(trx, { id, name, email }, { action, actor: 'user', ip });
}

async function tell(options: AuthOptions, { principal }: Asked, change: AccountChange) {
  const recipient = await findRecipient(options.kysely, principal.userEmail, undefined);
  const mail = accountChangedMail(recipient, change, options.publicUrl);
  return options.mailer.send(mail);
}
