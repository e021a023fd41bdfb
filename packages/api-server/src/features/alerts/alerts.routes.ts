import { getAlertSettings, updateAlertSettings } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorOf } from '../runs/actor.ts';
import { readAlertSettings, writeAlertSettings } from './alert-settings.store.ts';

/** What somebody is told by mail about the organization that they look at. */
export function registerAlerts(app: FastifyInstance, { db }: { db: Kysely<Tables> }): void {
  mount(
    app,
    getAlertSettings,
  )(async ({ principal }) => ({ data: await readAlertSettings(db, principal) }));

  mount(
    app,
    updateAlertSettings,
  )(async ({ principal, body, request }) => {
    await inTransaction(db, async (trx) => {
      const row = await writeAlertSettings(trx, principal, body);
      if (row === undefined) throw new ProblemError('unauthenticated');
      await insertAuditEvents(trx, principal.organizationId, [
        {
          ...actorOf(principal, request.ip),
          ...{ action: 'account.alerts_changed', object_type: 'member' },
          ...{ object_id: principal.memberId, object_label: principal.userEmail },
        },
      ]);
    });
    return { data: await readAlertSettings(db, principal) };
  });
}
