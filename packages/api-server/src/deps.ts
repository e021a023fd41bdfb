import type { SampleSource } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import type { Log } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import type { QueueConsumer } from '@rita/platform/queue/consumer';
import { openResources, type Resources } from '@rita/platform/resources';
import { createWebhookSigner, type WebhookSigner } from '@rita/platform/signed-webhook';
import { appDatabaseFolder } from './database-folder.ts';
import type { ApiEnv } from './env.ts';
import { openWebhookPosts, type PostWebhook } from './features/change-webhooks/post-webhook.ts';
import {
  createWebhookSecrets,
  type WebhookSecrets,
} from './features/change-webhooks/webhook-secret.ts';
import {
  type ConnectorClient,
  createConnectorClient,
} from './features/connector/connector-client.ts';
import { createSealingPolicy, type SealingPolicy } from './features/connector/sealing-policy.ts';
import { type ResolveTxt, resolveTxt } from './features/domains/look-up-record.ts';
import { createHub, type Hub } from './features/live/hub.ts';
import { type Listening, listenForChanges } from './features/live/listen.ts';
import { createGuardedFetch, type GuardedFetch } from './features/oauth/guarded-fetch.ts';
import type { RunDeps } from './features/runs/run-deps.ts';
import { createWebhookSender } from './features/runs/send-webhook.ts';
import type { openStatusQueue } from './features/runs/status-queue.ts';
import { createWebhookBreaker } from './features/runs/webhook-breaker.ts';
import { createSampleListing } from './features/sample-sources/list-sample-sources.ts';
import type { ListSampleSources } from './features/sample-sources/sample-sources.routes.ts';
import type { AuthOptions } from './features/session/auth-options.ts';
import { createMailer } from './features/session/mail.ts';
import { type PasswordHashing, SLOW_HASHING } from './features/session/password-hashing.ts';
import type { SampleReaderAccount } from './features/session/sample-readers.ts';
import { openBackground } from './platform/background.ts';
import type { Tables } from './platform/db/tables.ts';
import { WRITE_PROBE } from './platform/db/write-probe.ts';
import type { FetchOptions } from './platform/guarded-agent.ts';
import { createMetrics } from './platform/metrics.ts';

/** Everything that the application works with, opened in order. */
export type AppDeps = RunDeps & {
  env: ApiEnv;
  database: Database<Tables>;
  signer: WebhookSigner;
  connector: ConnectorClient;
  sealing: SealingPolicy;
  hub: Hub;
  listening: Listening;
  /** Absent without `AMQP_URL`. */
  statusQueue: QueueConsumer | undefined;
  listSampleSources: ListSampleSources;
  resolveTxt: ResolveTxt;
  /** To what clients publish of themselves. */
  guardedFetch: GuardedFetch;
  /** To where programs are told of changed documents. */
  changeWebhooks: { secrets: WebhookSecrets; post: PostWebhook };
  /** `PUBLIC_URL` is known only once the port is, when the port was left to the system. */
  auth: AuthOptions;
  publicUrl: string;
  /** The built client; absent: where this repository builds it. */
  clientFolder: URL | undefined;
};

export type OpenOptions = {
  env: ApiEnv;
  log: Log;
  sampleSources?: readonly SampleSource[] | undefined;
  /** Whose accounts are made, for whoever sits at this machine; of embedded mode alone. */
  sampleReaders?: readonly SampleReaderAccount[] | undefined;
  /** Asks the DNS; the system's name servers when absent. */
  resolveTxt?: ResolveTxt | undefined;
  /** How assistants’ own servers are reached; the system’s ways when absent. */
  clientFetch?: FetchOptions | undefined;
  /** Slow by intention when absent. */
  passwords?: PasswordHashing | undefined;
  /** Of the embedded database; `DATA_DIR/app-database` when absent. */
  folder?: string | undefined;
  clientFolder?: URL | undefined;
};

export const MIGRATIONS = new URL('./platform/db/migrations/', import.meta.url);

export async function openDeps(
  options: OpenOptions,
): Promise<{ deps: AppDeps; close: () => Promise<void> }> {
  const resources = openResources();
  try {
    return { deps: await open(options, resources), close: resources.close };
  } catch (error) {
    await resources.close();
    throw error;
  }
}

async function open(
  { env, log, sampleSources, sampleReaders, folder, clientFolder, ...given }: OpenOptions,
  resources: Resources,
): Promise<AppDeps> {
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  const database = await openDatabase<Tables>({
    url: env.DATABASE_URL,
    folder: folder ?? appDatabaseFolder(env.DATA_DIR),
    poolSize: env.DATABASE_POOL_SIZE,
    writeProbe: WRITE_PROBE,
    prepares: true,
    log,
  });
  resources.add('database', database.close);
  await migrate(database as Database<unknown>, MIGRATIONS);
  const metrics = createMetrics();
  const hub = createHub({ db: database.kysely, metrics, log });
  const listening = await listenForChanges(database, hub, log);
  resources.add('listener', listening.stop);
  const mailer = createMailer({
    smtpUrl: env.SMTP_URL,
    dataDir: env.DATA_DIR,
    from: env.MAIL_FROM,
    log,
  });
  resources.add('mailer', mailer.close);
  // Sends mails, so it ends before the mailer does.
  const background = openBackground(log);
  resources.add('background work', background.close);
  const signer = createWebhookSigner(env.CONNECTOR_WEBHOOK_SECRET);
  const target = { signer, authHeader: env.CONNECTOR_AUTH_HEADER, log };
  const breaker = createWebhookBreaker({ log });
  metrics.watchBreaker(breaker.state);
  const runs = {
    db: database.kysely,
    database,
    limits: limitsOf(env),
    metrics,
    background,
    log,
    breaker,
    watchers: hub,
    sendWebhook: createWebhookSender({ ...target, breaker, url: env.CONNECTOR_WEBHOOK_URL }),
  };
  const connector = createConnectorClient({ ...target, webhookUrl: env.CONNECTOR_WEBHOOK_URL });
  return {
    ...runs,
    env,
    clientFolder,
    sealing: createSealingPolicy({
      ...{ db: database.kysely, connector, log },
      webhookUrl: env.CONNECTOR_WEBHOOK_URL,
      pinnedRoots: env.CONNECTOR_ROOT_KEY,
      mode: env.SEALED_CREDENTIALS,
    }),
    hub,
    listening,
    statusQueue: await openQueue(runs, { env, signer, resources }),
    signer,
    publicUrl,
    connector,
    listSampleSources: createSampleListing({
      setting: env.SAMPLE_SOURCES,
      given: sampleSources,
      log,
    }),
    resolveTxt: given.resolveTxt ?? resolveTxt,
    guardedFetch: openFetch(given.clientFetch, resources),
    changeWebhooks: openWebhooks({ env, options: given.clientFetch, resources }),
    auth: {
      ...authOptions({ env, log, database, publicUrl, mailer, background }),
      passwords: given.passwords ?? SLOW_HASHING,
      sampleReaders,
      hasSampleSources: env.SAMPLE_SOURCES !== 'off',
    },
  };
}

async function openQueue(
  runs: Parameters<typeof openStatusQueue>[0],
  { env, resources, ...given }: { env: ApiEnv; signer: WebhookSigner; resources: Resources },
): Promise<QueueConsumer | undefined> {
  const { AMQP_URL: url, DATA_SOURCE_STATUS_QUEUE: queue } = env;
  const managementUrl = env.RABBITMQ_MANAGEMENT_URL;
  if (url === undefined) return undefined;
  const signer = env.REQUIRE_SIGNED_STATUS ? given.signer : undefined;
  // Without a broker there is nobody to speak its protocol with.
  const { openStatusQueue } = await import('./features/runs/status-queue.ts');
  const statusQueue = openStatusQueue(runs, { url, queue, signer, managementUrl });
  resources.add('status queue', statusQueue.close);
  return statusQueue;
}

function openFetch(options: FetchOptions | undefined, resources: Resources): GuardedFetch {
  const guardedFetch = createGuardedFetch(options);
  resources.add('fetch of client documents', guardedFetch.close);
  return guardedFetch;
}

function openWebhooks(given: {
  env: ApiEnv;
  options: FetchOptions | undefined;
  resources: Resources;
}) {
  const { env, options, resources } = given;
  const { post, close } = openWebhookPosts(env.CHANGE_WEBHOOK_HOSTS, options);
  resources.add('webhooks of changes', close);
  return { post, secrets: createWebhookSecrets(env.AUTH_SECRET) };
}

function limitsOf(env: ApiEnv) {
  return {
    acceptMs: env.WEBHOOK_ACCEPT_SECONDS * 1_000,
    verifyMs: env.VERIFY_DEADLINE_SECONDS * 1_000,
    syncSilenceMs: env.SYNC_SILENCE_SECONDS * 1_000,
    syncMs: env.SYNC_DEADLINE_HOURS * 3_600_000,
  };
}

function authOptions(given: {
  env: ApiEnv;
  log: Log;
  database: Database<Tables>;
  publicUrl: string;
  mailer: AuthOptions['mailer'];
  background: AuthOptions['background'];
}): Omit<AuthOptions, 'passwords'> {
  const { env, log, database, publicUrl, mailer, background } = given;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  const { hostname, port } = new URL(publicUrl);
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1';
  return {
    kysely: database.kysely,
    publicUrl: new URL(publicUrl).origin,
    otherOrigins: isLoopback ? [`http://127.0.0.1:${port}`, `http://localhost:${port}`] : [],
    secret: env.AUTH_SECRET,
    ...(issuer !== undefined && clientId !== undefined && clientSecret !== undefined
      ? { singleSignOn: { issuer, clientId, clientSecret } }
      : {}),
    mailer,
    background,
    signUp: env.SIGN_UP,
    sessions: {
      idleSeconds: env.SESSION_IDLE_HOURS * 3_600,
      maxSeconds: Math.round(env.SESSION_MAX_DAYS * 86_400),
    },
    limits: {
      signInPerAddress: env.SIGN_IN_PER_ADDRESS,
      signInPerAccount: env.SIGN_IN_PER_ACCOUNT,
      signUpPerAddress: env.SIGN_UP_PER_ADDRESS,
    },
    log,
  };
}
