import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { stopProcess, waitForOutput } from '../../scripts/services/process.ts';
import { nodeOptionsOf } from '../node-options.ts';
import type { BenchServices } from '../services.ts';

const IN_ROOT = 'packages/api-server/src/main.ts';
const MAIN = join(import.meta.dirname, '../..', IN_ROOT);
/** The same in every replica. */
export const BENCH_SECRETS = {
  CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
  AUTH_SECRET: randomBytes(32).toString('hex'),
};

export const BENCH_METRICS_TOKEN = randomBytes(16).toString('hex');

/** One api-server as it runs in production, on a free port. */
export type AppProcess = {
  url: string;
  pid: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

/**
 * @param options.queue absent: this replica takes no status messages, so that all are applied elsewhere
 * @param options.main of another checkout, to measure that beside
 */
export async function startApp(
  services: Omit<BenchServices, 'stop'>,
  options: { queue?: string; variables?: Record<string, string>; main?: string } = {},
): Promise<AppProcess> {
  const { queue, variables, main = MAIN } = options;
  const root = main.slice(0, -IN_ROOT.length);
  const child = spawn(process.execPath, [...nodeOptionsOf('start:api', root), main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...BENCH_SECRETS,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: services.databaseUrl,
      CONNECTOR_WEBHOOK_URL: 'http://127.0.0.1:9/webhook',
      REQUESTS_PER_MINUTE: '1000000',
      STREAMS_PER_PERSON: '1000000',
      METRICS_TOKEN: BENCH_METRICS_TOKEN,
      SIGN_UP: 'open',
      LOG_LEVEL: 'error',
      ...(queue === undefined
        ? {}
        : { AMQP_URL: services.amqpUrl, DATA_SOURCE_STATUS_QUEUE: queue }),
      ...variables,
    },
  });
  const stop = () => stopProcess(child);
  const kill = () => stopProcess(child, 'SIGKILL');
  try {
    const said = await waitForOutput(child, /is ready at (http\S+)\n/);
    const url = /is ready at (http\S+)/.exec(said)?.[1] ?? '';
    return { url, pid: child.pid ?? 0, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}
