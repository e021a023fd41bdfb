import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type Metrics = { registry: Registry; webhooks: Counter<'action' | 'outcome'> };

/** What is counted when somebody looks. */
type Counts = {
  /** Status messages that the app has not accepted yet. */
  waiting: () => Promise<{ waiting: number; oldest_seconds: number }>;
  /** Credential sets that `VAULT_KEY` does not open. */
  lostCredentials: () => Promise<number>;
};

export function createMetrics(count: Counts): Metrics {
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
      const { waiting, oldest_seconds } = await count.waiting();
      this.set(waiting);
      oldest.set(oldest_seconds);
    },
  });
  new Gauge({
    name: 'rita_connector_lost_credential_sets',
    help: 'Credential sets that VAULT_KEY does not open',
    registers: [registry],
    async collect() {
      this.set(await count.lostCredentials());
    },
  });
  return { registry, webhooks };
}
