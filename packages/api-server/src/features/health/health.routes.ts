import { setTimeout as wait } from 'node:timers/promises';
import { type ConnectorInfo, getLiveness, getReadiness } from '@rita/contracts';
import type { Database } from '@rita/platform/database';
import type { ConsumerState, QueueConsumer } from '@rita/platform/queue/consumer';
import type { FastifyInstance } from 'fastify';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import type { WebhookBreaker } from '../runs/webhook-breaker.ts';

type HealthDeps = {
  database: Database<Tables>;
  connector: ConnectorClient;
  /** Whether notifications of the database arrive here. */
  isListening: () => boolean;
  breaker: Pick<WebhookBreaker, 'state'>;
  /** Absent when status messages arrive by HTTP only. */
  statusQueue: QueueConsumer | undefined;
};

/**
 * The absence of the connector or of the broker is told but does not take the app out of service:
 * all else works. A broker that refuses us does, for it will not pass by itself.
 */
export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  mount(app, getLiveness, { anyHost: true })(async () => ({ status: 'ok' }));

  mount(app, getReadiness, { anyHost: true })(async ({ reply }) => {
    const [isUp, info] = await Promise.all([
      deps.database.isUp(),
      // A probe is answered soon, also when the connector is not.
      Promise.race([deps.connector.describe(), wait(1_000, null)]),
    ]);
    const queue = deps.statusQueue?.state();
    const isReady =
      queue?.status !== 'refused' && isUp && deps.isListening() && !app.drain.isDraining();
    if (!isReady) reply.code(503);
    const breaker = deps.breaker.state();
    const isSafe = queue?.deliveryLimit?.is !== 'dropped';
    const reasons = {
      ...(isUp ? {} : CANNOT_WRITE),
      ...queueReasons(queue),
      ...resultReasons(info),
      ...(breaker === 'closed' ? {} : { webhooks: breaker }),
    };
    return {
      status: isReady ? 'ok' : 'unavailable',
      checks: {
        database: isUp ? 'ok' : 'failed',
        listener: deps.isListening() ? 'ok' : 'failed',
        connector: info === null ? 'failed' : 'ok',
        webhooks: breaker === 'closed' ? 'ok' : 'failed',
        ...(queue && {
          status_queue: queue.status === 'consuming' ? 'ok' : 'failed',
          status_queue_limit: isSafe ? 'ok' : 'failed',
        }),
      },
      ...(Object.keys(reasons).length > 0 && { reasons }),
    };
  });
}

const CANNOT_WRITE = { database: 'cannot_be_written' };

function queueReasons(queue: ConsumerState | undefined): Record<string, string> {
  if (queue === undefined) return {};
  const { status, reason = status, deliveryLimit: limit } = queue;
  return {
    ...(status === 'consuming' ? {} : { status_queue: reason }),
    ...(limit?.is === 'dropped' && { status_queue_limit: `drops_after_${limit.limit}_deliveries` }),
    ...(limit?.is === 'unknown' && { status_queue_limit: 'unknown' }),
  };
}

/** Which side stands still, where it is not ours. */
function resultReasons(info: ConnectorInfo | null): Record<string, string> {
  const heldUpBy = info?.results?.held_up_by;
  return heldUpBy == null ? {} : { connector: `results_wait_for_the_${heldUpBy}` };
}
