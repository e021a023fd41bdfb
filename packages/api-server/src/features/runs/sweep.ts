import { type HeldUpDeps, tellOfConsuming } from './held-up.ts';
import { lookAtAccessChecks } from './look-at-access-checks.ts';
import { lookAtRuns } from './look-at-runs.ts';
import { deliverOutgoingWebhooks } from './outgoing-webhooks.ts';
import { startDueAccessChecks } from './start-access-check.ts';
import { startDueSyncs } from './start-sync.ts';

export const SWEEP_INTERVAL_MS = 5_000;

/**
 * What every replica does every five seconds: looks for what holds silent runs up, ends runs whose time is
 * over, starts syncs that are due, and sends webhooks that are. Replicas share the work by SKIP LOCKED.
 */
export async function sweep(deps: HeldUpDeps): Promise<void> {
  await tellOfConsuming(deps);
  await lookAtRuns(deps);
  await startDueSyncs(deps);
  await lookAtAccessChecks(deps);
  await startDueAccessChecks(deps);
  await deliverOutgoingWebhooks(deps);
}
