import type { ChangeWebhook } from '@rita/contracts';
import type { Selectable } from 'kysely';
import type { ChangeWebhooksTable } from '../../platform/db/change-webhook-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type ChangeWebhookRow = Selectable<ChangeWebhooksTable>;

export function findChangeWebhook(
  db: Db,
  organizationId: string,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .selectFrom('change_webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

/** Undefined where the organization has one already. */
export function insertChangeWebhook(
  db: Db,
  organizationId: string,
  given: { url: string; sealed_secret: string },
): Promise<ChangeWebhookRow | undefined> {
  return db
    .insertInto('change_webhooks')
    .values({ ...given, organization_id: organizationId })
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
  organizationId: string,
  changes: Partial<Omit<ChangeWebhookRow, 'organization_id' | 'created_at'>>,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .updateTable('change_webhooks')
    .set(changes)
    .where('organization_id', '=', organizationId)
    .returningAll()
    .executeTakeFirst();
}

export function deleteChangeWebhook(
  db: Db,
  organizationId: string,
): Promise<ChangeWebhookRow | undefined> {
  return db
    .deleteFrom('change_webhooks')
    .where('organization_id', '=', organizationId)
    .returningAll()
    .executeTakeFirst();
}

/** As owners and admins see it. */
export function toChangeWebhook(row: ChangeWebhookRow): ChangeWebhook {
  const { url, is_on, off_reason, failed_since: since, last_failure: reason } = row;
  return {
    ...{ url, is_on, off_reason },
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
