import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** Prometheus metrics of one application, in a registry of its own. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    statusMessages: new Counter({
      name: 'status_messages_total',
      help: 'Status messages from connectors by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    webhooks: new Counter({
      name: 'webhooks_total',
      help: 'Webhooks of runs to the connector by how their delivery ended',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    runsEndedByDeadline: new Counter({
      name: 'runs_ended_by_deadline_total',
      help: 'Runs that the sweep ended because no result came in time',
      registers,
    }),
    /** One series for each state, 1 for the one that it is in. */
    watchBreaker: (stateOf: () => string) => {
      new Gauge({
        name: 'webhook_breaker',
        help: 'Whether webhooks are sent (closed), tried (half_open) or held back (open, gone)',
        labelNames: ['state'],
        registers,
        collect() {
          const current = stateOf();
          for (const state of ['closed', 'half_open', 'open', 'gone']) {
            this.set({ state }, state === current ? 1 : 0);
          }
        },
      });
    },
    liveStreams: new Gauge({
      name: 'live_streams',
      help: 'Browsers connected to the event stream of this process',
      registers,
    }),
  };
}
