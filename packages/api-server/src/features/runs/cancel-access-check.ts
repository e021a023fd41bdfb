import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { lockAccessRows } from './access-row.store.ts';
import { cancelAccessRun } from './access-run.ts';
import { actorOf } from './actor.ts';
import { webhookBase } from './cancel-run.ts';
import type { Actor } from './change-connections.ts';
import { lockConnection } from './lock-connections.ts';
import { deliverOutgoingWebhooks, insertOutgoingWebhook } from './outgoing-webhooks.ts';
import type { RunDeps } from './run-deps.ts';
import { writeAccess } from './write-access.ts';

/**
 * Ends the reading of permissions now; the connector is told as soon as it can be reached.
 *
 * @throws ProblemError `not_found`, `no_run_in_progress`
 */
export async function cancelAccessCheck(
  deps: RunDeps,
  request: { principal: Principal; connectionId: string; ip: string },
): Promise<{ runId: string }> {
  const { principal, connectionId, ip } = request;
  const runId = await inTransactionOf(deps.db, principal, async (trx) => {
    const locked = await lockConnection(trx, principal.organizationId, connectionId);
    if (locked === undefined) throw new ProblemError('not_found');
    const actor = actorOf(principal, ip);
    const cancelled = await cancelLockedAccessCheck(trx, { ...locked, principal, actor });
    if (cancelled === undefined) throw new ProblemError('no_run_in_progress');
    return cancelled;
  });
  deps.background.start('tell the connector', () => deliverOutgoingWebhooks(deps));
  return { runId };
}

/** Ends the reading of a connection that is locked, if there is one, and answers its id. */
export async function cancelLockedAccessCheck(
  trx: Transaction<Tables>,
  locked: { row: DataSourceConnectionRow; now: Date; principal: Principal; actor: Actor },
): Promise<string | undefined> {
  const { row, now, principal, actor } = locked;
  const [access] = await lockAccessRows(trx, [row.id]);
  if (access === undefined || access.run_id === null) return undefined;
  const report = cancelAccessRun(access, now);
  await writeAccess(trx, { row, access, now }, { ...report, actor });
  await insertOutgoingWebhook(trx, {
    ...webhookBase(row, principal, now),
    action: 'cancel_sync',
    run_id: access.run_id,
  });
  return access.run_id;
}
