import type { ChangeMessage, WebhookTopic } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { type Kysely, sql } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { listAlertsOf, noteTold } from '../alerts/alert-notices.store.ts';
import { takeForProgram } from '../alerts/notice-alerts.ts';
import { SYSTEM } from '../runs/change-connections.ts';
import { type ChangeWebhookRow, UNTRIED } from './change-webhook.store.ts';
import { auditWebhook, forgetUntold } from './edit-change-webhook.ts';
import { noticeChanges } from './notice-changes.ts';
import type { Delivery, PostWebhook } from './post-webhook.ts';
import { retryDelaySeconds } from './retry-delay.ts';
import type { WebhookSecrets } from './webhook-secret.ts';

export type DeliverDeps = {
  db: Kysely<Tables>;
  secrets: WebhookSecrets;
  post: PostWebhook;
  log: Log;
};

export const DELIVERY_INTERVAL_MS = 5_000;
const AT_ONCE = 20;
/** More than an attempt takes: nobody else makes it, and one whose process died is made again. */
const CLAIMED_SECONDS = 60;
/** A receiver that took nothing for so long is not called any more. */
const LONGEST_FAILURE = '5 days';

type Due = ChangeWebhookRow & { message_id: string; changed_at: Date };

/** Tells programs of what changed; any number of replicas may do so at once. */
export async function deliverChangeWebhooks(deps: DeliverDeps): Promise<void> {
  await noticeChanges(deps.db);
  await takeForProgram(deps.db);
  const due = await takeDue(deps.db);
  await Promise.all(
    due.map(async (row) => {
      const content = await CONTENTS[row.topic](deps.db, row);
      if (content === undefined) return forget(deps.db, row);
      const message = { id: row.message_id, content };
      await noteDelivery(deps, row, await deliver(deps, row, message));
    }),
  );
}

/** What is to be told; undefined where there is nothing any more. */
type FindContent = (db: Kysely<Tables>, row: Due) => Promise<ChangeMessage | undefined>;

const CONTENTS: Record<WebhookTopic, FindContent> = {
  documents: async (_db, { organization_id, changed_at: at }) => ({
    type: 'documents.changed',
    timestamp: at.toISOString(),
    data: { organization_id },
  }),
  alerts: async (db, { organization_id, changed_at: at, message_id: id }) => {
    const alerts = await listAlertsOf(db, { organizationId: organization_id, messageId: id });
    if (alerts.length === 0) return undefined;
    return { type: 'alerts', timestamp: at.toISOString(), data: { organization_id, alerts } };
  },
};

/** The connections that the message was about are gone. */
async function forget(db: Kysely<Tables>, row: Due): Promise<void> {
  await db
    .updateTable('change_webhooks')
    .set(UNTRIED)
    .where('organization_id', '=', row.organization_id)
    .where('topic', '=', row.topic)
    .where('message_id', '=', row.message_id)
    .execute();
}

/** Sends one message, signed with what signs at the moment. */
export async function deliver(
  { secrets, post }: Pick<DeliverDeps, 'secrets' | 'post'>,
  row: ChangeWebhookRow,
  { id, content }: { id: string; content: ChangeMessage },
): Promise<Delivery> {
  const signer = secrets.signerOf(row);
  if (signer === undefined) {
    return { isTaken: false, reason: 'not_allowed', status: null, retryAfter: undefined };
  }
  const body = JSON.stringify(content);
  const headers = {
    ...{ 'content-type': 'application/json', 'user-agent': 'rita-data-sources' },
    ...signer.sign({ id, body }),
  };
  return post(row.url, { headers, body });
}

async function takeDue(db: Kysely<Tables>): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update change_webhooks due set attempts = due.attempts + 1,
      next_attempt_at = now() + make_interval(secs => ${CLAIMED_SECONDS})
    where (due.organization_id, due.topic) in (
      select organization_id, topic from change_webhooks where is_on and next_attempt_at <= now()
      order by next_attempt_at limit ${AT_ONCE} for update skip locked)
    returning due.*`.execute(db);
  return rows;
}

async function noteDelivery(deps: DeliverDeps, row: Due, delivery: Delivery): Promise<void> {
  if (delivery.isTaken) return noteTaken(deps.db, row);
  const { reason, status, retryAfter } = delivery;
  deps.log.info({ organization_id: row.organization_id, reason, status }, 'webhook not taken');
  const delay = retryDelaySeconds(row.attempts, retryAfter);
  await inTransaction(deps.db, async (trx) => {
    // What was changed meanwhile begins anew, whatever became of this attempt.
    const { rows } = await sql<ChangeWebhookRow>`
      update change_webhooks set failed_since = coalesce(failed_since, now()),
        last_failure = ${reason}, last_status = ${status}::int,
        next_attempt_at = now() + make_interval(secs => ${delay}),
        is_on = not ${isOver(delivery)},
        off_reason = case when ${isOver(delivery)}
          then ${reason === 'gone' ? 'gone' : 'failed'} end
      where organization_id = ${row.organization_id} and topic = ${row.topic}
        and url = ${row.url} and is_on and message_id is not null
      returning *`.execute(trx);
    const [failed] = rows;
    if (failed === undefined || failed.is_on) return;
    await forgetUntold(trx, { organizationId: failed.organization_id, topic: failed.topic });
    const details = { reason: failed.off_reason };
    await auditWebhook(trx, { row: failed, action: 'webhook.disabled', actor: SYSTEM, details });
  });
}

function isOver({ isTaken, ...failed }: Delivery) {
  if (!isTaken && 'reason' in failed && failed.reason === 'gone') return sql`true`;
  return sql`coalesce(failed_since < now() - ${LONGEST_FAILURE}::interval, false)`;
}

/** A change that came while this one was told of is told of as well. */
async function noteTaken(
  db: Kysely<Tables>,
  { organization_id: id, topic, message_id: told }: Due,
) {
  await inTransaction(db, async (trx) => {
    if (topic === 'alerts') await noteTold(trx, { organizationId: id, messageId: told });
    await sql`
      update change_webhooks set delivered_at = now(), attempts = 0, failed_since = null,
        last_failure = null, last_status = null,
        message_id = nullif(message_id, ${told}),
        changed_at = case when message_id <> ${told} then changed_at end,
        next_attempt_at = case when message_id <> ${told} then now() end
      where organization_id = ${id} and topic = ${topic}`.execute(trx);
  });
}
