import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { countWaitingStatuses } from '../status/outbox.store.ts';
import type { Database } from './db/tables.ts';

export type Metrics = { registry: Registry; webhooks: Counter<'action' | 'outcome'> };

export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: 'rita_connector_webhooks_total',
    help: 'Webhooks taken, by action and outcome',
    labelNames: ['action', 'outcome'],
    registers: [registry],
  });
  new Gauge({
    name: 'rita_connector_outbox_messages',
    help: 'Status messages not yet accepted by the app',
    registers: [registry],
    async collect() {
      this.set(await countWaitingStatuses(database.kysely));
    },
  });
  return { registry, webhooks };
}
