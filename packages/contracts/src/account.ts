import { z } from 'zod';
import { MAX_PASSWORD_LENGTH } from './passwords.ts';
import { defineRoute } from './route.ts';
import { userText } from './text.ts';

const time = z.iso.datetime({ offset: true });
/** Six digits of an authenticator app, or a recovery code; spaces and dashes do not count. */
export const secondFactorCodeSchema = z.string().trim().min(6).max(40);
const password = z.string().min(1).max(MAX_PASSWORD_LENGTH);

export const accountSchema = z.object({
  name: z.string(),
  email: z.string(),
  /** False for somebody who signs in through the identity provider only. */
  has_password: z.boolean(),
  /** When and how the address was proved to be the person’s; null as long as it was not. */
  address_proved_at: time.nullable(),
  /** Whether a mail can be asked for that proves it. */
  can_confirm_address: z.boolean(),
  second_factor: z.object({ enabled_at: time, recovery_codes_left: z.int() }).nullable(),
});
export type Account = z.output<typeof accountSchema>;

export const getAccount = defineRoute({
  id: 'getAccount',
  method: 'GET',
  path: '/api/account',
  summary: 'The account of the person who asks',
  access: 'account',
  success: { status: 200, schema: z.object({ data: accountSchema }) },
  problems: [],
});

export const updateAccount = defineRoute({
  id: 'updateAccount',
  method: 'PUT',
  path: '/api/account',
  summary: 'Changes the name of the person who asks',
  access: 'account',
  body: z.strictObject({ name: userText({ min: 1, max: 100 }) }),
  success: { status: 200, schema: z.object({ data: accountSchema }) },
  problems: [],
});

export const startSecondFactor = defineRoute({
  id: 'startSecondFactor',
  method: 'POST',
  path: '/api/account/second-factor',
  summary: 'Makes the secret for an authenticator app; it counts once a code of it was confirmed',
  access: 'account',
  body: z.strictObject({ password }),
  success: {
    status: 201,
    schema: z.object({ data: z.object({ secret: z.string(), address: z.string() }) }),
  },
  problems: ['invalid_sign_in', 'second_factor_active', 'no_password'],
});

const recoveryCodes = z.object({ data: z.object({ recovery_codes: z.array(z.string()) }) });

export const confirmSecondFactor = defineRoute({
  id: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/account/second-factor/confirm',
  summary: 'Begins to ask for the second factor; answers the recovery codes, once',
  access: 'account',
  body: z.strictObject({ code: secondFactorCodeSchema }),
  success: { status: 200, schema: recoveryCodes },
  problems: ['invalid_second_factor', 'second_factor_active', 'second_factor_inactive'],
});

const passwordAndCode = z.strictObject({ password, code: secondFactorCodeSchema });

export const renewRecoveryCodes = defineRoute({
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/account/second-factor/recovery-codes',
  summary: 'New recovery codes in place of the old ones',
  access: 'account',
  body: passwordAndCode,
  success: { status: 200, schema: recoveryCodes },
  problems: ['invalid_sign_in', 'invalid_second_factor', 'second_factor_inactive', 'no_password'],
});

export const endSecondFactor = defineRoute({
  id: 'endSecondFactor',
  method: 'DELETE',
  path: '/api/account/second-factor',
  summary: 'Ends the second factor, with the password and a code',
  access: 'account',
  body: passwordAndCode,
  success: { status: 200, schema: z.object({ data: accountSchema }) },
  problems: ['invalid_sign_in', 'invalid_second_factor', 'second_factor_inactive', 'no_password'],
});
