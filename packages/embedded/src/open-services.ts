import { readApiEnv } from '@rita/api-server/env';
import type { SampleReaderAccount } from '@rita/api-server/features/session/sample-readers';
import { startApiServer } from '@rita/api-server/server';
import { readConnectorEnv, startConnector } from '@rita/connector/server';
import { createLog } from '@rita/platform/log';
import type { Resources } from '@rita/platform/resources';
import type { EmbeddedEnv } from './env.ts';
import { type OpenSamples, openSamples } from './open-samples.ts';
import { sampleReadersFor } from './sample-readers.ts';

type Variables = Record<string, string | undefined>;

type Given = { common: Variables; port: number; resources: Resources };
type Parts = Given & { samples: OpenSamples };

/** Starts sample sources, connector and app, in this order, and gives the app's address. */
export async function openServices(
  given: Given & { env: EmbeddedEnv; dataDir: string },
): Promise<string> {
  const { env, dataDir, common, port, resources } = given;
  const samples =
    env.SAMPLE_SOURCES === 'on'
      ? await openSamples(dataDir, resources)
      : { listing: [], origins: [] };
  const parts = { common, port, samples, resources };
  const connector =
    env.CONNECTOR_WEBHOOK_URL === undefined
      ? await openConnector(parts)
      : { CONNECTOR_WEBHOOK_URL: env.CONNECTOR_WEBHOOK_URL };
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`;
  const hasSamples = samples.listing.length > 0;
  const sampleReaders = sampleReadersFor({ hasSamples, host: env.HOST, publicUrl });
  await openApp({ ...parts, connector, publicUrl, sampleReaders });
  return publicUrl;
}

/** What the app is told of the connector: where it is, and which root key to trust. */
async function openConnector({ common, port, samples, resources }: Parts): Promise<Variables> {
  const env = readConnectorEnv({
    ...common,
    HOST: '127.0.0.1',
    PORT: '0',
    STATUS_CALLBACK_URL: `http://127.0.0.1:${port}/api/connector/status`,
    // Loopback and plain http, which the connector calls only where told.
    EGRESS_ALLOW: [common.EGRESS_ALLOW, ...samples.origins].filter(Boolean).join(','),
  });
  const log = createLog({ service: 'connector', level: env.LOG_LEVEL });
  const connector = await startConnector({ env, log });
  resources.add('connector', connector.close);
  return {
    CONNECTOR_WEBHOOK_URL: new URL('/webhook', connector.url).href,
    CONNECTOR_ROOT_KEY: await connector.rootThumbprint(),
  };
}

async function openApp(
  parts: Parts & {
    connector: Variables;
    publicUrl: string;
    sampleReaders: readonly SampleReaderAccount[];
  },
): Promise<void> {
  const { common, port, samples, resources, connector, publicUrl, sampleReaders } = parts;
  const env = readApiEnv({
    ...common,
    ...connector,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    // The first account is made in the browser of whoever started it on their own machine.
    SIGN_UP: common.SIGN_UP ?? 'open',
    SAMPLE_SOURCES: samples.listing.length > 0 ? 'on' : 'off',
  });
  const log = createLog({ service: 'api-server', level: env.LOG_LEVEL });
  const given = { sampleSources: samples.listing, sampleReaders };
  const app = await startApiServer({ env, log, ...given });
  resources.add('app', app.close);
}
