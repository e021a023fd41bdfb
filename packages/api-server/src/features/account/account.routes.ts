import {
  confirmSecondFactor,
  endSecondFactor,
  getAccount,
  renewRecoveryCodes,
  startSecondFactor,
  updateAccount,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import { mount } from '../../platform/http/mount.ts';
import type { AuthOptions } from '../session/auth-options.ts';
import { requireAccount, updateName } from './account.store.ts';
import { auditAccount } from './account-audit.ts';
import * as change from './change-second-factor.ts';

/** What somebody sees and changes of their own account; the password is changed at `/api/auth`. */
export function registerAccount(app: FastifyInstance, options: AuthOptions): void {
  const { kysely } = options;

  mount(
    app,
    getAccount,
  )(async ({ principal }) => ({ data: await requireAccount(kysely, principal.userId) }));

  mount(
    app,
    updateAccount,
  )(async ({ principal, body, request }) => {
    const { userId: id, userEmail: email, userName: previous_name } = principal;
    await inTransaction(kysely, async (trx) => {
      await updateName(trx, id, body.name);
      const user = { id, email, name: body.name };
      const details = { previous_name };
      const event = { action: 'account.renamed', actor: 'user', ip: request.ip, details } as const;
      await auditAccount(trx, user, event);
    });
    return { data: await requireAccount(kysely, id) };
  });

  mount(
    app,
    startSecondFactor,
  )(async ({ principal, body, request }) => {
    const asked = { principal, ip: request.ip };
    return { data: await change.startSecondFactor(options, asked, body.password) };
  });

  mount(
    app,
    confirmSecondFactor,
  )(async ({ principal, body, request }) => {
    const asked = { principal, ip: request.ip };
    const recovery_codes = await change.enableSecondFactor(options, asked, body.code);
    return { data: { recovery_codes } };
  });

  mount(
    app,
    renewRecoveryCodes,
  )(async ({ principal, body, request }) => {
    const asked = { principal, ip: request.ip };
    return { data: { recovery_codes: await change.renewRecoveryCodes(options, asked, body) } };
  });

  mount(
    app,
    endSecondFactor,
  )(async ({ principal, body, request }) => {
    await change.disableSecondFactor(options, { principal, ip: request.ip }, body);
    return { data: await requireAccount(kysely, principal.userId) };
  });
}
