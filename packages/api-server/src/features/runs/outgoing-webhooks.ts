import { randomUUID } from 'node:crypto';
import type { CancelWebhookPayload, DeleteWebhookPayload, WebhookPayload } from '@rita/contracts';
import { webhookPayloadSchema } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { OutgoingWebhooksTable } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { RunDeps } from './run-deps.ts';

/** What may wait in the database: nothing that could carry a credential. */
export type LastingPayload = CancelWebhookPayload | DeleteWebhookPayload;

const KEPT_FOR = sql.lit('7 days');
const BATCH = 20;
const ATTEMPT_MS = 15_000;
/**
 * Answers that will be the same next time: a connector that does not know the action or the address. A
 * deletion is sent again all the same: whatever stands in front of a connector that is being replaced
 * answers like that, too, and then the secret would be kept for good.
 */
const HOPELESS_STATUSES = new Set([400, 404, 405, 413, 415, 422]);

/** Keeps a webhook in the transaction whose change it tells of, until the connector has taken it. */
export async function insertOutgoingWebhook(
  trx: Transaction<Tables>,
  payload: LastingPayload,
): Promise<void> {
  await trx
    .insertInto('outgoing_webhooks')
    .values({
      id: `msg_${randomUUID()}`,
      organization_id: payload.tenant_id,
      connection_id: payload.connection_id,
      payload: sql`${JSON.stringify(payload)}::jsonb`,
    })
    .execute();
}

/** Sends what is due, oldest first, and forgets what was taken, is hopeless or too old. */
export async function deliverOutgoingWebhooks(deps: RunDeps): Promise<void> {
  // An attempt that is not made should not put the next one off.
  const state = deps.breaker.state();
  if (state === 'open' || state === 'gone') return;
  const due = await takeDue(deps);
  for (const webhook of due) {
    if (deps.background.signal.aborted) return;
    const payload = webhookPayloadSchema.parse(webhook.payload) as WebhookPayload;
    const delivery = await deps.sendWebhook(payload, {
      id: webhook.id,
      maxAttempts: 1,
      withinMs: ATTEMPT_MS,
      signal: deps.background.signal,
    });
    const isHopeless =
      payload.action !== 'delete_connection' && HOPELESS_STATUSES.has(delivery.status ?? 0);
    if (delivery.outcome !== 'accepted' && !isHopeless) continue;
    await deps.db.deleteFrom('outgoing_webhooks').where('id', '=', webhook.id).execute();
  }
}

/**
 * Puts the next attempt off before making this one, so that no other replica makes it too and a
 * process that dies meanwhile loses nothing.
 */
async function takeDue({ db, log }: RunDeps): Promise<OutgoingWebhooksTable[]> {
  await giveUpOld({ db, log });
  const { rows } = await sql<OutgoingWebhooksTable>`
    update outgoing_webhooks as due set
      attempts = due.attempts + 1,
      next_attempt_at = now() + least(interval '1 hour', interval '20 seconds' * power(2, least(due.attempts, 10)))
    where due.id in (
      select id from outgoing_webhooks where next_attempt_at <= now()
      order by created_at limit ${BATCH} for update skip locked
    )
    returning due.*
  `.execute(db);
  return rows.toSorted((a, b) => Number(a.created_at) - Number(b.created_at));
}

/** Says so where a connector may keep a secret that everybody believes gone: somebody has to look. */
async function giveUpOld({ db, log }: Pick<RunDeps, 'db' | 'log'>): Promise<void> {
  const { rows } = await sql<OutgoingWebhooksTable>`
    delete from outgoing_webhooks where created_at < now() - ${KEPT_FOR}::interval
    returning *`.execute(db);
  for (const { organization_id, connection_id, payload } of rows) {
    if (webhookPayloadSchema.parse(payload).action !== 'delete_connection') continue;
    const fields = { organization_id, connection_id, security_event: 'deletion_not_told' };
    log.error(fields, 'the connector could not be told for days that a connection was deleted');
  }
}
