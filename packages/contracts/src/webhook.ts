import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { syncWishesSchema } from './sync-request.ts';

/** What `source` says in every webhook; receivers in the field look for it. */
export const WEBHOOK_SOURCE = 'rita-chat';

const common = {
  source: z.literal(WEBHOOK_SOURCE),
  /** The organization's id. */
  tenant_id: z.string().min(1).max(200),
  /** Who asked; `system` with an empty address when a schedule did. */
  user_id: z.string().max(200),
  user_email: z.string().max(320),
  connection_id: z.uuid(),
  connection_type: dataSourceTypeSchema,
  timestamp: z.iso.datetime({ offset: true }),
};

/**
 * Prove access. At most one of `credentials` and `sealed_credentials` (a compact JWE that only
 * the connector can open); with neither, the connector checks those that it holds.
 */
export const verifyWebhookPayloadSchema = z.object({
  ...common,
  action: z.literal('verify_credentials'),
  run_id: z.uuid(),
  settings: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), z.string()).optional(),
  sealed_credentials: z.string().max(100_000).optional(),
});
export type VerifyWebhookPayload = z.output<typeof verifyWebhookPayloadSchema>;

/** Fetch the documents with the credentials held. Never carries credentials. */
export const syncTriggerWebhookPayloadSchema = z.object({
  ...common,
  action: z.literal('trigger_sync'),
  run_id: z.uuid(),
  settings: z.record(z.string(), z.unknown()),
  /** What somebody said the documents are in; absent: each tells itself, as with one that is not known here. */
  search_language: z.string().max(20).optional(),
  ...syncWishesSchema.shape,
});
export type SyncTriggerWebhookPayload = z.output<typeof syncTriggerWebhookPayloadSchema>;

/** So many people are named to a connector at most. */
export const MOST_PEOPLE = 5_000;

/**
 * Read who may read what, and who the people are; no documents. Only sent to connectors with the
 * ability `access_checks`.
 */
export const checkAccessWebhookPayloadSchema = z.object({
  ...common,
  action: z.literal('check_access'),
  run_id: z.uuid(),
  settings: z.record(z.string(), z.unknown()),
  /** Members and the addresses they proved, for sources that do not show addresses. */
  people: z
    .array(z.object({ person_id: z.string().max(200), address: z.string().max(320) }))
    .max(MOST_PEOPLE),
});
export type CheckAccessWebhookPayload = z.output<typeof checkAccessWebhookPayloadSchema>;

/** Stop the run named; its result is not wanted any more. */
export const cancelWebhookPayloadSchema = z.object({
  ...common,
  action: z.literal('cancel_sync'),
  run_id: z.uuid(),
});
export type CancelWebhookPayload = z.output<typeof cancelWebhookPayloadSchema>;

/** Forget the credentials and the documents of the connection. */
export const deleteWebhookPayloadSchema = z.object({
  ...common,
  action: z.literal('delete_connection'),
});
export type DeleteWebhookPayload = z.output<typeof deleteWebhookPayloadSchema>;

/** Body of `POST CONNECTOR_WEBHOOK_URL`, signed as Standard Webhooks 1.0 says. */
export const webhookPayloadSchema = z.discriminatedUnion('action', [
  verifyWebhookPayloadSchema,
  syncTriggerWebhookPayloadSchema,
  checkAccessWebhookPayloadSchema,
  cancelWebhookPayloadSchema,
  deleteWebhookPayloadSchema,
]);
export type WebhookPayload = z.output<typeof webhookPayloadSchema>;
export type WebhookAction = WebhookPayload['action'];
