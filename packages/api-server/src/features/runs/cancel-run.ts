import { type CancelWebhookPayload, WEBHOOK_SOURCE } from '@rita/contracts';
import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { actorOf } from './actor.ts';
import { inTransactionOn } from './as-writer-on.ts';
import { type Actor, changeOf, writeConnectionChanges } from './change-connections.ts';
import { deliverOutgoingWebhooks, insertOutgoingWebhook } from './outgoing-webhooks.ts';
import type { RunDeps } from './run-deps.ts';
import { cancelRun } from './run-rules.ts';

export type CancelRequest = { principal: Principal; connectionId: string; ip: string };
/** A connection that is locked, and who cancels. */
export type LockedToCancel = {
  row: DataSourceConnectionRow;
  now: Date;
  principal: Principal;
  actor: Actor;
};

/**
 * Ends the active run now; the connector is told as soon as it can be reached.
 *
 * @throws ProblemError `not_found`, `no_run_in_progress`
 */
export async function cancelActiveRun(
  deps: RunDeps,
  request: CancelRequest,
): Promise<{ runId: string }> {
  return cancelAtConnection(deps, request, cancelLocked);
}

/**
 * @param cancel ends what goes on at the connection and answers its id; undefined: nothing does
 * @throws ProblemError `not_found`, `no_run_in_progress`
 */
export async function cancelAtConnection(
  deps: RunDeps,
  { principal, connectionId, ip }: CancelRequest,
  cancel: (trx: Transaction<Tables>, locked: LockedToCancel) => Promise<string | undefined>,
): Promise<{ runId: string }> {
  const runId = await inTransactionOn(deps.db, { principal, connectionId }, async (trx, locked) => {
    const cancelled = await cancel(trx, { ...locked, principal, actor: actorOf(principal, ip) });
    if (cancelled === undefined) throw new ProblemError('no_run_in_progress');
    return cancelled;
  });
  deps.background.start('tell the connector', () => deliverOutgoingWebhooks(deps));
  return { runId };
}

/** Ends the run of a locked row, if it has one, and keeps the webhook that tells the connector. */
export async function cancelLocked(
  trx: Transaction<Tables>,
  { row, now, principal, actor }: LockedToCancel,
): Promise<string | undefined> {
  if (row.run_id === null) return undefined;
  const { changes, audit } = cancelRun(row, now);
  const cancelled = changeOf(row, { ...changes, updated_by: principal.userId }, now);
  await writeConnectionChanges(trx, [{ ...cancelled, audit, actor }]);
  await insertOutgoingWebhook(trx, {
    ...webhookBase(row, principal, now),
    action: 'cancel_sync',
    run_id: row.run_id,
  });
  return row.run_id;
}

/** The fields that every webhook about a connection has. */
export function webhookBase(
  row: Pick<DataSourceConnectionRow, 'id' | 'organization_id' | 'type'>,
  principal: Pick<Principal, 'userId' | 'userEmail'>,
  now: Date,
): Omit<CancelWebhookPayload, 'action' | 'run_id'> {
  return {
    source: WEBHOOK_SOURCE,
    tenant_id: row.organization_id,
    user_id: principal.userId,
    user_email: principal.userEmail,
    connection_id: row.id,
    connection_type: row.type,
    timestamp: now.toISOString(),
  };
}
