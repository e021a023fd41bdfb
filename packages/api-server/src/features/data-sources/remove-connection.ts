import type { Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { insertAuditEventsOfMany } from '../audit/audit.store.ts';
import { actorOf } from '../runs/actor.ts';
import { announceConnections } from '../runs/announce.ts';
import { inTransactionOn } from '../runs/as-writer-on.ts';
import { cancelLockedAccessCheck } from '../runs/cancel-access-check.ts';
import { cancelLocked, type LockedToCancel, webhookBase } from '../runs/cancel-run.ts';
import { auditEventsOf } from '../runs/change-connections.ts';
import { deliverOutgoingWebhooks, insertOutgoingWebhook } from '../runs/outgoing-webhooks.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { deleteConnection } from './data-sources.store.ts';
import { type ConnectionRequest, requireExpected } from './update-connection.ts';

/** @throws ProblemError `not_found`, `version_conflict` */
export async function removeConnection(deps: RunDeps, request: ConnectionRequest): Promise<void> {
  const { principal, ip } = request;
  await inTransactionOn(deps.db, request, async (trx, locked) => {
    requireExpected(locked.row, request);
    await removeLocked(trx, { ...locked, principal, actor: actorOf(principal, ip) });
  });
  deps.background.start('tell the connector', () => deliverOutgoingWebhooks(deps));
}

/** Cancels what runs, removes the row, and keeps the webhook that makes the connector forget. */
export async function removeLocked(
  trx: Transaction<Tables>,
  locked: LockedToCancel,
): Promise<void> {
  const { row, now, principal, actor } = locked;
  await cancelLockedAccessCheck(trx, locked);
  await cancelLocked(trx, locked);
  await deleteConnection(trx, row.organization_id, row.id);
  const audit = [{ action: 'data_source.deleted' as const, details: { type: row.type } }];
  await insertAuditEventsOfMany(trx, auditEventsOf({ row, audit, actor }));
  await insertOutgoingWebhook(trx, {
    ...webhookBase(row, principal, now),
    action: 'delete_connection',
  });
  await announceConnections(trx, [row]);
}
