import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bareEnvironment,
  createOwnBroker,
  createTestDatabase,
  findFreePorts,
  hasBrokerBinaries,
  testAmqpUrl,
} from '@rita/test-kit';
import { MIGRATIONS as APP_MIGRATIONS } from '../../packages/api-server/src/deps.ts';
import { MIGRATIONS as CONNECTOR_MIGRATIONS } from '../../packages/connector/src/platform/db/tables.ts';
import { openResources } from '../../packages/platform/src/resources.ts';
import { stopProcess, waitForOutput } from '../services/process.ts';

const PACKAGES = join(import.meta.dirname, '..', '..', 'packages');
export const METRICS_TOKEN = randomBytes(16).toString('hex');

export type Service = {
  url: string;
  pid: number;
  /** All that it ever said. */
  output: () => string;
  stop: () => Promise<void>;
};
export type Product = Awaited<ReturnType<typeof startProduct>>;

/**
 * The two services as processes of their own, saying all they can say, with databases, a broker
 * and folders that hold nothing else, so that these may be searched.
 *
 * @param planted what the app has to keep in its memory, for the search to find
 */
export async function startProduct(options: { origins: string[]; planted: string }) {
  const resources = openResources();
  const folder = await mkdtemp(join(tmpdir(), 'rita-canary-'));
  resources.add('folder', () => rm(folder, { recursive: true, force: true }));
  try {
    return { ...(await start(options, { resources, folder })), close: resources.close };
  } catch (error) {
    await resources.close().catch(() => {});
    throw error;
  }
}

type Parts = { resources: ReturnType<typeof openResources>; folder: string };

async function start({ origins, planted }: { origins: string[]; planted: string }, parts: Parts) {
  const { resources, folder } = parts;
  const broker = await openBroker(resources);
  const databases = {
    app: await openDatabase('canary_app', APP_MIGRATIONS, resources),
    connector: await openDatabase('canary_connector', CONNECTOR_MIGRATIONS, resources),
  };
  const [appPort = 0, connectorPort = 0] = await findFreePorts(2);
  const queue = `canary_${randomBytes(6).toString('hex')}`;
  const common = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'debug',
    AMQP_URL: broker.url,
    DATA_SOURCE_STATUS_QUEUE: queue,
    CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    METRICS_TOKEN,
  };
  const connector = await startService(parts, 'connector', {
    ...common,
    PORT: String(connectorPort),
    DATABASE_URL: databases.connector,
    VAULT_KEY: randomBytes(32).toString('base64'),
    EGRESS_ALLOW: origins.join(','),
    HEARTBEAT_SECONDS: '1',
  });
  const startApp = () =>
    startService(parts, 'api-server', {
      ...common,
      PORT: String(appPort),
      DATABASE_URL: databases.app,
      CONNECTOR_WEBHOOK_URL: `http://127.0.0.1:${connectorPort}/webhook`,
      CONNECTOR_AUTH_HEADER: planted,
      AUTH_SECRET: 'the same secret for every start of this test',
      PUBLIC_URL: `http://127.0.0.1:${appPort}`,
      SIGN_UP: 'open',
    });
  return { folder, databases, queue, broker, connector, startApp };
}

/** One whose files can be read, where this machine has the programs for it. */
async function openBroker(resources: Parts['resources']) {
  if (!(await hasBrokerBinaries())) return { url: testAmqpUrl(), folder: undefined };
  const broker = await createOwnBroker();
  resources.add('broker', broker.remove);
  await broker.start();
  return { url: broker.url, folder: broker.folder };
}

async function openDatabase(name: string, migrations: URL, resources: Parts['resources']) {
  const database = await createTestDatabase({ migrations, name });
  resources.add(name, database.drop);
  if (database.url === undefined) throw new Error('the suite needs PostgreSQL');
  return database.url;
}

const APP_FLAGS = (folder: string) => [
  '--heapsnapshot-signal=SIGUSR2',
  `--diagnostic-dir=${folder}`,
  // Longer texts would be cut, and what stands behind that would not be found.
  '--heap-snapshot-string-limit=100000000',
];

async function startService(
  { resources, folder }: Parts,
  name: 'api-server' | 'connector',
  variables: Record<string, string>,
): Promise<Service> {
  const own = join(folder, name);
  for (const one of ['data', 'tmp', 'heap']) await mkdir(join(own, one), { recursive: true });
  const flags = name === 'api-server' ? APP_FLAGS(join(own, 'heap')) : [];
  const env = { ...bareEnvironment(), DATA_DIR: join(own, 'data'), TMPDIR: join(own, 'tmp') };
  const child = spawn(process.execPath, [...flags, join(PACKAGES, name, 'src', 'main.ts')], {
    env: { ...env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = () => stopProcess(child, 'SIGTERM', 12_000);
  resources.add(name, stop);
  await waitForOutput(child, /is ready at/);
  const url = `http://127.0.0.1:${variables.PORT}`;
  return { url, pid: child.pid ?? 0, output: () => output, stop };
}
