import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectorInfo } from '@rita/contracts';
import { verifyKeyDocument } from '@rita/contracts/sealing';
import { findFreePort } from '@rita/test-kit';
import { openResources, type Resources } from '../../packages/platform/src/resources.ts';
import { type Group, openGroup, waitUntilServing } from './group.ts';
import type { Member } from './member.ts';
import { openSamples } from './samples.ts';
import { openServices } from './services.ts';

export type Cluster = {
  /** Where browsers go. */
  url: string;
  apiServers: Member[];
  connectors: Member[];
  /** One process after the other, each back in service before the next one goes. */
  rollingRestart: () => Promise<void>;
  close: () => Promise<void>;
};

type ClusterOptions = {
  /** Set for all services; what the cluster itself has to say goes before. */
  variables: Record<string, string | undefined>;
  /** Of the address for browsers; 0 takes a free one. */
  port: number;
  say: (text: string) => void;
  /** Gives up starting, and takes down what has been started. */
  signal?: AbortSignal | undefined;
};

/**
 * The product as it runs on several machines: two app servers and two connectors, each pair
 * behind a load balancer, on PostgreSQL and RabbitMQ, with the sample sources. All of it is plain
 * processes on loopback; all data is gone at the end.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const resources = openResources();
  try {
    return await start(options, resources);
  } catch (error) {
    await resources.close().catch(() => {});
    throw error;
  }
}

async function start(options: ClusterOptions, resources: Resources): Promise<Cluster> {
  const { say, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), 'rita-cluster-'));
  resources.add('data', () => rm(folder, { recursive: true, force: true }));
  const services = await openServices(resources, say);
  signal?.throwIfAborted();
  const common = {
    ...options.variables,
    HOST: '127.0.0.1',
    AMQP_URL: services.amqpUrl,
    DATA_SOURCE_STATUS_QUEUE: services.queue,
    CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: options.variables.LOG_LEVEL ?? 'warn',
    // On this machine only, and gone at the end.
    SIGN_UP: options.variables.SIGN_UP ?? 'open',
  };
  const parts = { resources, say, common, folder, signal };
  const samples = await openSamples(parts);
  signal?.throwIfAborted();
  const connectors = await openGroup(parts, {
    service: 'connector',
    port: 0,
    readyPath: '/health/ready',
    env: {
      DATABASE_URL: services.connectorDatabaseUrl,
      VAULT_KEY: randomBytes(32).toString('base64'),
      EGRESS_ALLOW: [options.variables.EGRESS_ALLOW, ...samples.origins].filter(Boolean).join(','),
    },
  });
  signal?.throwIfAborted();
  const port = options.port === 0 ? await findFreePort() : options.port;
  const apiServers = await openGroup(parts, {
    service: 'api-server',
    port,
    readyPath: '/api/health/ready',
    env: {
      DATABASE_URL: services.appDatabaseUrl,
      REQUIRE_SIGNED_STATUS: options.variables.REQUIRE_SIGNED_STATUS ?? 'true',
      PUBLIC_URL: `http://localhost:${port}`,
      CONNECTOR_WEBHOOK_URL: `${connectors.balancer.url}/webhook`,
      CONNECTOR_ROOT_KEY: await readRootKey(connectors.balancer.url),
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      TRUST_PROXY: '127.0.0.1',
      SAMPLE_SOURCES: samples.listing,
    },
  });
  signal?.throwIfAborted();
  return {
    url: `http://localhost:${port}`,
    apiServers: apiServers.members,
    connectors: connectors.members,
    rollingRestart: () => restartAll([connectors, apiServers]),
    close: resources.close,
  };
}

/** The root key that the app pins. On other machines an operator compares it: `npm run connector-key`. */
async function readRootKey(connectorUrl: string): Promise<string> {
  const { key_document } = (await (
    await fetch(`${connectorUrl}/connector`)
  ).json()) as ConnectorInfo;
  const now = Date.now() / 1000;
  return (await verifyKeyDocument(key_document ?? '', { roots: [], now })).root;
}

async function restartAll(groups: Group[]): Promise<void> {
  for (const group of groups) {
    for (const member of group.members) {
      await member.restart();
      await waitUntilServing(group, member);
    }
  }
}
