import { isWeakSecret, WEAK_SECRET_ADVICE } from '@rita/platform/signed-webhook';
import { buildApp } from './app.ts';
import { type ConnectorOptions, openDeps } from './deps.ts';

export { readConnectorEnv } from './env.ts';

/** A running connector. */
export type Connector = {
  /** Its own address, for calls from the same machine. */
  url: string;
  /** Of its root key, for an app in the same process to pin. */
  rootThumbprint: () => Promise<string>;
  /** Asks load balancers to send no more, and waits `DRAIN_SECONDS` for that; before `close`. */
  drain: () => Promise<void>;
  /** Takes no more, lets what is under way end or leaves it to be resumed, and closes all. */
  close: () => Promise<void>;
};

/** Starts the whole service; `port` overrides that of the environment, 0 takes a free one. */
export async function startConnector(
  options: ConnectorOptions & { port?: number },
): Promise<Connector> {
  const { env, log } = options;
  const deps = await openDeps(options);
  const app = buildApp(deps.app);
  // Closed first: no webhook comes in while the rest shuts down.
  deps.resources.add('http', () => app.close());
  try {
    await app.listen({ port: options.port ?? env.PORT, host: env.HOST });
    await deps.startWork();
  } catch (error) {
    await deps.resources.close().catch(() => {});
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : env.PORT;
  const url = `http://${hostForUrl(env.HOST)}:${port}`;
  if (isWeakSecret(env.CONNECTOR_WEBHOOK_SECRET)) {
    log.warn({ security_event: 'weak_webhook_secret' }, WEAK_SECRET_ADVICE);
  }
  log.info({ address: url }, 'connector is ready');
  return {
    url,
    rootThumbprint: deps.rootThumbprint,
    drain: () => app.drain.begin(env.DRAIN_SECONDS * 1_000),
    close: deps.resources.close,
  };
}

function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
