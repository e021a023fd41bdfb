import type { SyncTriggerWebhookPayload, VerifyWebhookPayload } from '@rita/contracts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import { changeOf, SYSTEM, writeConnectionChanges } from './change-connections.ts';
import { lockConnection } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import { acceptRun, failRun } from './run-rules.ts';
import { sendRun } from './send-run.ts';
import type { Delivery } from './send-webhook.ts';

/**
 * Sends the webhook of a run that has begun, and writes down what became of it. When this process
 * dies on the way, the run ends by its deadline: nobody kept the credentials.
 */
export async function deliverRun(
  deps: RunDeps,
  payload: VerifyWebhookPayload | SyncTriggerWebhookPayload,
): Promise<void> {
  const delivery = await sendRun(deps, payload, () => isActive(deps, payload));
  await recordDelivery(deps, payload, delivery);
}

async function isActive(
  { db }: RunDeps,
  run: { connection_id: string; tenant_id: string; run_id: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('data_source_connections')
    .select('id')
    .where('id', '=', run.connection_id)
    .where('organization_id', '=', run.tenant_id)
    .where('run_id', '=', run.run_id)
    .executeTakeFirst();
  return found !== undefined;
}

async function recordDelivery(
  deps: RunDeps,
  run: { connection_id: string; tenant_id: string; run_id: string },
  delivery: Delivery,
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    const locked = await lockConnection(trx, run.tenant_id, run.connection_id);
    if (locked === undefined || locked.row.run_id !== run.run_id) return;
    const { row, now } = locked;
    if (delivery.outcome === 'accepted') {
      const changes = acceptRun(row, { now, limits: deps.limits, newRunId: () => run.run_id });
      if (Object.keys(changes).length === 0) return;
      const accepted = changeOf(row, changes, now);
      await writeConnectionChanges(trx, [{ ...accepted, audit: [], actor: SYSTEM }]);
      return;
    }
    // The connector has spoken already, so it has the webhook although its answer was lost.
    if (row.run_accepted_at !== null) return;
    const { changes, audit } = failRun(row, describeDeliveryFailure(delivery), now);
    await writeConnectionChanges(trx, [{ ...changeOf(row, changes, now), audit, actor: SYSTEM }]);
  });
}

/** Why a webhook did not get through, in words. */
export function describeDeliveryFailure({ outcome, status }: Delivery) {
  if (outcome === 'gone') {
    return {
      code: 'connector_gone' as const,
      text: 'The address of the connector answered that it is gone (410). It is asked no more.',
    };
  }
  if (outcome === 'held_back') {
    return {
      code: 'connector_unreachable' as const,
      text: 'The connector failed many times in a row, and is left alone for a while.',
    };
  }
  if (outcome === 'rejected') {
    return {
      code: 'connector_rejected' as const,
      text: `The connector refused the request with status ${status}.`,
    };
  }
  const answer = status === undefined ? 'It did not answer.' : `It answered with status ${status}.`;
  return {
    code: 'connector_unreachable' as const,
    text: `The connector could not be reached. ${answer}`,
  };
}
