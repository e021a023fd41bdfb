import type { CheckAccessWebhookPayload } from '@rita/contracts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import { lockAccessRows } from './access-row.store.ts';
import { acceptAccessRun, failAccessRun } from './access-run.ts';
import { SYSTEM } from './change-connections.ts';
import { describeDeliveryFailure } from './deliver-run.ts';
import { lockConnection } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import { sendRun } from './send-run.ts';
import type { Delivery } from './send-webhook.ts';
import { writeAccess } from './write-access.ts';

/**
 * Sends the webhook of a reading that has begun, and writes down what became of it. When this
 * process dies on the way, the reading ends by its deadline and is tried again.
 */
export async function deliverAccessCheck(
  deps: RunDeps,
  payload: CheckAccessWebhookPayload,
): Promise<void> {
  const delivery = await sendRun(deps, payload, () => isActive(deps, payload));
  await recordDelivery(deps, payload, delivery);
}

async function isActive({ db }: RunDeps, run: CheckAccessWebhookPayload): Promise<boolean> {
  const found = await db
    .selectFrom('connection_access')
    .select('connection_id')
    .where('connection_id', '=', run.connection_id)
    .where('organization_id', '=', run.tenant_id)
    .where('run_id', '=', run.run_id)
    .executeTakeFirst();
  return found !== undefined;
}

async function recordDelivery(
  { db, limits }: RunDeps,
  run: CheckAccessWebhookPayload,
  delivery: Delivery,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const locked = await lockConnection(trx, run.tenant_id, run.connection_id);
    const [access] = await lockAccessRows(trx, [run.connection_id]);
    if (locked === undefined || access?.run_id !== run.run_id) return;
    // The connector has spoken already, so it has the webhook although its answer was lost.
    if (access.run_accepted_at !== null) return;
    const { now } = locked;
    const report =
      delivery.outcome === 'accepted'
        ? { changes: acceptAccessRun(access, { now, limits }), audit: [] }
        : failAccessRun(access, describeDeliveryFailure(delivery), now);
    await writeAccess(trx, { ...locked, access }, { ...report, actor: SYSTEM });
  });
}
