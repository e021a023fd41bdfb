import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import type { Background } from '../../platform/background.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { SeenConnection } from '../data-sources/data-sources.store.ts';
import type { RunLimits } from './run-state.ts';
import type { SendWebhook } from './send-webhook.ts';
import type { WebhookBreaker } from './webhook-breaker.ts';

/** The live streams of this process, as those see them who write what is shown there. */
export type Watchers = {
  isWatched: (organizationId: string) => boolean;
  /**
   * Keeps rows as a transaction has just written them. Nobody is told before it is announced under
   * that name, which is when it counts.
   */
  keep: (transaction: string, rows: readonly SeenConnection[]) => void;
};

/** What the run functions need, passed by whoever builds the app. */
export type RunDeps = {
  db: Kysely<Tables>;
  limits: RunLimits;
  sendWebhook: SendWebhook;
  breaker: Pick<WebhookBreaker, 'state'>;
  background: Background;
  metrics: Metrics;
  watchers: Watchers;
  log: Log;
};
