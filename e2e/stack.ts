import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SampleConfluence, startSampleConfluence } from '@rita/sample-sources';
import { createTestDatabase, findFreePort, findFreePorts } from '@rita/test-kit';
import { type Cluster, startCluster } from '../scripts/cluster/start-cluster.ts';
import { type ProductProcess, productProcess } from './product-process.ts';

/** The product as it is run, and a sample Confluence that a test can make misbehave. */
export type Stack = {
  url: string;
  confluence: SampleConfluence;
  /** All that the processes wrote. */
  output: () => string;
  /** Of the app, where it writes its mails; undefined where it has several. */
  dataDir?: string;
  close: () => Promise<void>;
};

/** A stack whose connector is a process that can be killed. */
export type SeparateStack = Stack & { connector: ProductProcess };

/** A stack of several processes of each service. */
export type ClusterStack = Stack & { cluster: Cluster };

/** Tests sign up and in far more often than people do from one address. */
const NO_LIMITS = {
  SIGN_UP: 'open',
  SIGN_UP_PER_ADDRESS: '100000',
  SIGN_IN_PER_ADDRESS: '100000',
  SIGN_IN_PER_ACCOUNT: '100000',
  REQUESTS_PER_MINUTE: '1000000',
};

/**
 * Everything in one process on embedded databases, like `npm start`.
 *
 * @param allow further addresses that the connector may call
 * @param checkout another one than this, to measure it beside
 */
export async function startEmbeddedStack(
  allow: readonly string[] = [],
  checkout?: string,
): Promise<Stack> {
  const port = await findFreePort();
  const confluence = await startSampleConfluence();
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-e2e-'));
  const variables = {
    ...NO_LIMITS,
    PORT: String(port),
    DATA_DIR: dataDir,
    EGRESS_ALLOW: [confluence.url, ...allow].join(','),
  };
  const product = productProcess('packages/embedded/src/main.ts', variables, checkout);
  const close = async () => {
    await product.stop();
    await confluence.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  await product.start().catch((error) => close().then(() => Promise.reject(error)));
  const url = `http://localhost:${port}`;
  return { url, confluence, output: product.output, dataDir, close };
}

/** Two app servers and two connectors on PostgreSQL and RabbitMQ, like `npm run cluster`. */
export async function startClusterStack(): Promise<ClusterStack> {
  const confluence = await startSampleConfluence();
  const variables = { ...process.env, ...NO_LIMITS, EGRESS_ALLOW: confluence.url };
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const cluster = await startCluster({ variables, port: 0, say }).catch(async (error) => {
    await confluence.close();
    throw error;
  });
  const close = async () => {
    await cluster.close();
    await confluence.close();
  };
  return { url: cluster.url, confluence, cluster, output: () => said.join('\n'), close };
}

/** App and connector as processes of their own, each on its own PostgreSQL database. */
export async function startSeparateStack(): Promise<SeparateStack> {
  const [appPort, connectorPort] = await findFreePorts(2);
  const confluence = await startSampleConfluence();
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-e2e-'));
  const databases = {
    app: await createTestDatabase({ name: 'e2e_app' }),
    connector: await createTestDatabase({ name: 'e2e_connector' }),
  };
  const url = `http://localhost:${appPort}`;
  const common = {
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'warn',
  };
  const app = productProcess('packages/api-server/src/main.ts', {
    ...common,
    ...NO_LIMITS,
    PORT: String(appPort),
    PUBLIC_URL: url,
    DATABASE_URL: databases.app.url ?? '',
    AUTH_SECRET: randomBytes(32).toString('hex'),
    CONNECTOR_WEBHOOK_URL: `http://127.0.0.1:${connectorPort}/webhook`,
  });
  const connector = productProcess('packages/connector/src/main.ts', {
    ...common,
    PORT: String(connectorPort),
    DATABASE_URL: databases.connector.url ?? '',
    VAULT_KEY: randomBytes(32).toString('base64'),
    STATUS_CALLBACK_URL: `http://127.0.0.1:${appPort}/api/connector/status`,
    EGRESS_ALLOW: confluence.url,
    HEARTBEAT_SECONDS: '2',
  });
  const close = async () => {
    await Promise.all([app.stop(), connector.stop()]);
    await confluence.close();
    await Promise.all([databases.app.drop(), databases.connector.drop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  const starting = Promise.all([app.start(), connector.start()]);
  await starting.catch((error) => close().then(() => Promise.reject(error)));
  const output = () => app.output() + connector.output();
  return { url, confluence, connector, output, close };
}
