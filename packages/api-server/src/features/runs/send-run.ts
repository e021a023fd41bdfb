import type {
  CheckAccessWebhookPayload,
  SyncTriggerWebhookPayload,
  VerifyWebhookPayload,
} from '@rita/contracts';
import type { RunDeps } from './run-deps.ts';
import type { Delivery } from './send-webhook.ts';

type RunPayload = VerifyWebhookPayload | SyncTriggerWebhookPayload | CheckAccessWebhookPayload;

/**
 * Sends the webhook of a run that has begun, again and again for as long as the run is the one that
 * is asked for, under an id that is the same each time.
 */
export async function sendRun(
  deps: RunDeps,
  payload: RunPayload,
  isStillWanted: () => Promise<boolean>,
): Promise<Delivery> {
  const delivery = await deps.sendWebhook(payload, {
    id: `msg_${payload.run_id}`,
    withinMs: deps.limits.acceptMs,
    signal: deps.background.signal,
    isStillWanted,
  });
  deps.metrics.webhooks.inc({ action: payload.action, outcome: delivery.outcome });
  return delivery;
}
