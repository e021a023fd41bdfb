import type { Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { lockAccessRows } from './access-row.store.ts';
import { cancelAccessRun } from './access-run.ts';
import {
  type CancelRequest,
  cancelAtConnection,
  type LockedToCancel,
  webhookBase,
} from './cancel-run.ts';
import { insertOutgoingWebhook } from './outgoing-webhooks.ts';
import type { RunDeps } from './run-deps.ts';
import { writeAccess } from './write-access.ts';

/**
 * Ends the reading of permissions now; the connector is told as soon as it can be reached.
 *
 * @throws ProblemError `not_found`, `no_run_in_progress`
 */
export async function cancelAccessCheck(
  deps: RunDeps,
  request: CancelRequest,
): Promise<{ runId: string }> {
  return cancelAtConnection(deps, request, cancelLockedAccessCheck);
}

/** Ends the reading of a connection that is locked, if there is one, and answers its id. */
export async function cancelLockedAccessCheck(
  trx: Transaction<Tables>,
  { row, now, principal, actor }: LockedToCancel,
): Promise<string | undefined> {
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
