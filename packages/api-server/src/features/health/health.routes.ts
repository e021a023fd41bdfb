import { setTimeout as wait } from 'node:timers/promises';
import { getLiveness, getReadiness } from '@rita/contracts';
import type { Database } from '@rita/platform/database';
import type { QueueConsumer } from '@rita/platform/queue/consumer';
import type { FastifyInstance } from 'fastify';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';

type HealthDeps = {
  database: Database<Tables>;
  connector: ConnectorClient;
  /** Whether notifications of the database arrive here. */
  isListening: () => boolean;
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
    return {
      status: isReady ? 'ok' : 'unavailable',
      checks: {
        database: isUp ? 'ok' : 'failed',
        listener: deps.isListening() ? 'ok' : 'failed',
        connector: info === null ? 'failed' : 'ok',
        ...(queue && { status_queue: queue.status === 'consuming' ? 'ok' : 'failed' }),
      },
    };
  });
}
