import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import type { Background } from '../../platform/background.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { RunLimits } from './run-state.ts';
import type { SendWebhook } from './send-webhook.ts';
import type { WebhookBreaker } from './webhook-breaker.ts';

/** What the run functions need, passed by whoever builds the app. */
export type RunDeps = {
  db: Kysely<Tables>;
  limits: RunLimits;
  sendWebhook: SendWebhook;
  breaker: Pick<WebhookBreaker, 'state'>;
  background: Background;
  metrics: Metrics;
  log: Log;
};
