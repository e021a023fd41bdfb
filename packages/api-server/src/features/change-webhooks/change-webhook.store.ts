import { ALERT_KINDS, type ChangeWebhook, type WebhookTopic } from '@rita/contracts';
import type { Selectable } from 'kysely';
import type { ChangeWebhooksTable } from '../../platform/db/change-webhook-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type ChangeWebhookRow = Selectable<ChangeWebhooksTable>;
/** Which of an organization's programs. */
export type WebhookPlace = { organizationId: string; topic: WebhookTopic };

export function findChangeWebhook(
  db: Db,
  { organizationId, topic }: WebhookPlace,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .selectFrom('change_webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('topic', '=', topic)
    .executeTakeFirst();
}

/** Undefined where the organization has one for the topic already. */
export function insertChangeWebhook(
  db: Db,
  { organizationId, topic }: WebhookPlace,
  given: { url: string; sealed_secret: string },
): Promise<ChangeWebhookRow | undefined> {
  return db
    .insertInto('change_webhooks')
    .values({ ...given, organization_id: organizationId, topic })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** What begins anew with another address, or when deliveries go on. */
export const UNTRIED = {
  ...{ message_id: null, changed_at: null, next_attempt_at: null, attempts: 0 },
  ...{ failed_since: null, last_failure: null, last_status: null, noticed_state: null },
} as const;

export function updateChangeWebhook(
  db: Db,
  { organizationId, topic }: WebhookPlace,
  changes: Partial<Omit<ChangeWebhookRow, 'organization_id' | 'topic' | 'created_at'>>,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .updateTable('change_webhooks')
    .set(changes)
    .where('organization_id', '=', organizationId)
    .where('topic', '=', topic)
    .returningAll()
    .executeTakeFirst();
}

export function deleteChangeWebhook(
  db: Db,
  { organizationId, topic }: WebhookPlace,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .deleteFrom('change_webhooks')
    .where('organization_id', '=', organizationId)
    .where('topic', '=', topic)
    .returningAll()
    .executeTakeFirst();
}

/** As owners and admins see it. */
export function toChangeWebhook(row: ChangeWebhookRow): ChangeWebhook {
  const { url, is_on, off_reason, failed_since: since, last_failure: reason } = row;
  return {
    ...{ url, is_on, off_reason },
    kinds: row.topic === 'alerts' ? (row.kinds ?? [...ALERT_KINDS]) : null,
    created_at: row.created_at.toISOString(),
    delivered_at: row.delivered_at?.toISOString() ?? null,
    failure:
      since === null || reason === null
        ? null
        : {
            ...{ reason, status: row.last_status, count: row.attempts },
            since: since.toISOString(),
            next_attempt_at: is_on ? (row.next_attempt_at?.toISOString() ?? null) : null,
          },
  };
}
