import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CheckAccessWebhookPayload,
  type DataSourceStatusMessage,
  questionClaim,
  type SampleSource,
} from '@rita/contracts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { startFakeApp } from '../../packages/connector/test/fake-app.ts';
import { stopProcess, waitForOutput } from '../../scripts/services/process.ts';
import { nodeOptionsOf } from '../node-options.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = 'packages/connector/src/main.ts';
/** The same in each connector, since they follow one another on one database. */
const VAULT_KEY = randomBytes(32).toString('base64');
const LONGEST_RUN_MS = 45 * 60_000;

export type Source = Pick<SampleSource, 'type' | 'settings' | 'credentials'>;
export type Performed = { seconds: number; result: DataSourceStatusMessage };

/** One connector as it runs in production, and somebody who gives it work and waits for its word. */
export type BenchConnector = {
  url: string;
  pid: number;
  verify: (connectionId: string, source: Source) => Promise<Performed>;
  sync: (connectionId: string, source: Source) => Promise<Performed>;
  /** Reads who may read what, for the people given. */
  checkAccess: (
    connectionId: string,
    source: Source,
    people: CheckAccessWebhookPayload['people'],
  ) => Promise<Performed>;
  /** A signed question, as the app asks it; gives what the answer holds. */
  ask: (path: `/${string}`, question: object) => Promise<unknown>;
  /** The most memory that the process ever held, in MiB. */
  peakMemory: () => Promise<number>;
  stop: () => Promise<void>;
};

/**
 * @param databaseUrl undefined for the embedded database in `DATA_DIR`
 * @param root the checkout whose connector it is; another one than this to be compared with
 */
export async function startBenchConnector(
  databaseUrl: string | undefined,
  variables: Record<string, string> = {},
  root: string = ROOT,
): Promise<BenchConnector> {
  const secret =
    variables.CONNECTOR_WEBHOOK_SECRET ?? `whsec_${randomBytes(32).toString('base64')}`;
  const app = await startFakeApp(secret);
  const child = spawn(
    process.execPath,
    [...nodeOptionsOf('start:connector', root), join(root, MAIN)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        HOST: '127.0.0.1',
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        CONNECTOR_WEBHOOK_SECRET: secret,
        STATUS_CALLBACK_URL: app.url,
        VAULT_KEY,
        EGRESS_ALLOW: 'http://127.0.0.1',
        DRAIN_SECONDS: '0',
        LOG_LEVEL: 'error',
        ...variables,
      },
    },
  );
  const stop = async () => {
    await stopProcess(child);
    await app.close();
  };
  try {
    const said = await waitForOutput(child, /is ready at (http\S+)\n/);
    const url = /is ready at (http\S+)/.exec(said)?.[1] ?? '';
    const perform = createPerform(url, { secret, app });
    return {
      url,
      pid: child.pid ?? 0,
      verify: (id, source) => perform('verify_credentials', id, source),
      ask: createAsk(url, secret),
      sync: (id, { type, settings }) => perform('trigger_sync', id, { type, settings }),
      checkAccess: (id, { type, settings }, people) =>
        perform('check_access', id, { type, settings, people }),
      peakMemory: () => readPeak(child.pid ?? 0),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type App = Awaited<ReturnType<typeof startFakeApp>>;

function createPerform(url: string, { secret, app }: { secret: string; app: App }) {
  const signer = createWebhookSigner(secret);
  return async (
    action: 'verify_credentials' | 'trigger_sync' | 'check_access',
    connectionId: string,
    { type, ...given }: Partial<Source & Pick<CheckAccessWebhookPayload, 'people'>>,
  ): Promise<Performed> => {
    const runId = randomUUID();
    const body = JSON.stringify({
      source: 'rita-chat',
      action,
      tenant_id: 'bench',
      user_id: 'bench',
      user_email: 'bench@example.com',
      connection_id: connectionId,
      connection_type: type,
      run_id: runId,
      timestamp: new Date().toISOString(),
      ...given,
    });
    const headers = {
      'content-type': 'application/json',
      ...signer.sign({ id: randomUUID(), body }),
    };
    const startedAt = performance.now();
    const answer = await fetch(`${url}/webhook`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`the connector refused ${action}: ${answer.status}`);
    const result = await app.result(runId, LONGEST_RUN_MS);
    return { seconds: (performance.now() - startedAt) / 1_000, result };
  };
}

function createAsk(url: string, secret: string): BenchConnector['ask'] {
  const signer = createWebhookSigner(secret);
  return async (path, question) => {
    const body = JSON.stringify({ ...question, request: questionClaim('POST', path) });
    const headers = {
      'content-type': 'application/json',
      ...signer.sign({ id: randomUUID(), body }),
    };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`the connector answered ${path} with ${answer.status}`);
    return answer.json();
  };
}

async function readPeak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
