import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type Metrics = { registry: Registry; webhooks: Counter<'action' | 'outcome'> };

/** @param summarizeWaiting of the status messages that the app has not accepted yet */
export function createMetrics(
  summarizeWaiting: () => Promise<{ waiting: number; oldest_seconds: number }>,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: 'rita_connector_webhooks_total',
    help: 'Webhooks taken, by action and outcome',
    labelNames: ['action', 'outcome'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'rita_connector_outbox_oldest_seconds',
    help: 'How long the oldest of them waits',
    registers: [registry],
  });
  new Gauge({
    name: 'rita_connector_outbox_messages',
    help: 'Status messages not yet accepted by the app',
    registers: [registry],
    async collect() {
      const { waiting, oldest_seconds } = await summarizeWaiting();
      this.set(waiting);
      oldest.set(oldest_seconds);
    },
  });
  return { registry, webhooks };
}
