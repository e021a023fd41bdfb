import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type Metrics = { registry: Registry; webhooks: Counter<'action' | 'outcome'> };

/** @param countWaiting status messages that the app has not accepted yet */
export function createMetrics(countWaiting: () => Promise<number>): Metrics {
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
      this.set(await countWaiting());
    },
  });
  return { registry, webhooks };
}
