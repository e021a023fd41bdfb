import { endOtherSessions, endSession, listSessions } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Db, Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { deleteOtherSessions } from '../account/account.store.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorLabel } from './own-organization.ts';
import { deleteSession, listSessionsOf } from './sessions.store.ts';

type Ending = { principal: Principal; ip: string; objectId: string; ended: number };

/** Where one is signed in, and how to end that elsewhere; open streams of what ends are closed. */
export function registerSessionsRoutes(app: FastifyInstance, kysely: Kysely<Tables>): void {
  mount(
    app,
    listSessions,
  )(async ({ principal }) => ({ data: await listSessionsOf(kysely, principal) }));

  mount(
    app,
    endSession,
  )(async ({ principal, params, request }) => {
    await inTransaction(kysely, async (trx) => {
      const ended = await deleteSession(trx, principal.userId, params.id);
      if (ended === undefined) throw new ProblemError('not_found');
      await auditEnd(trx, { principal, ip: request.ip, objectId: ended.id, ended: 1 });
    });
    return { data: { ended: 1 } };
  });

  mount(
    app,
    endOtherSessions,
  )(async ({ principal, request }) => {
    const { userId, sessionId } = principal;
    const ended = await inTransaction(kysely, async (trx) => {
      const count = await deleteOtherSessions(trx, userId, sessionId);
      const end = { principal, ip: request.ip, objectId: sessionId, ended: count };
      if (count > 0) await auditEnd(trx, end);
      return count;
    });
    return { data: { ended } };
  });
}

async function auditEnd(db: Db, { principal, ip, objectId, ended }: Ending): Promise<void> {
  const { userId, userName: name, userEmail: email } = principal;
  await insertAuditEvents(db, principal.organizationId, [
    {
      action: 'session.ended',
      actor_type: 'user',
      actor_id: userId,
      actor_label: actorLabel({ name, email }),
      object_type: 'session',
      object_id: objectId,
      ip,
      details: { ended },
    },
  ]);
}
