import {
  ACCESS_ABILITY,
  FEED_ABILITY,
  HELD_DELETIONS_ABILITY,
  NARROWED_SEARCH_ABILITY,
  PREVIEW_ABILITY,
  RETRY_FAILED_ABILITY,
  TRY_QUERY_ABILITY,
} from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import type { Resolve } from '@rita/platform/guarded-connect';
import type { Log } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { openReadingPool } from '@rita/platform/reading-pool';
import { openResources } from '@rita/platform/resources';
import { openRowCopies } from '@rita/platform/row-copies';
import { createWebhookSigner, type WebhookSigner } from '@rita/platform/signed-webhook';
import { createReading } from './access/reading.ts';
import type { AppDeps } from './app.ts';
import { openConversionPool } from './convert/pool.ts';
import { connectorDatabaseFolder } from './database-folder.ts';
import { exportByCopy } from './document-feed/export-by-copy.ts';
import { exportByPages } from './document-feed/export-by-pages.ts';
import { createExportPlaces, MOST_EXPORTS } from './document-feed/export-places.ts';
import type { ExportSource } from './document-feed/export-source.ts';
import { startFeedUpkeep } from './document-feed/feed-upkeep.ts';
import { startIndexing } from './documents/index-stored.ts';
import { createReadingPlaces } from './documents/reading-places.ts';
import { createEgress } from './egress/egress.ts';
import type { ConnectorEnv } from './env.ts';
import { type Database, MIGRATIONS, type Tables, WRITE_PROBE } from './platform/db/tables.ts';
import { startHousekeeping } from './platform/housekeeping.ts';
import { createMetrics } from './platform/metrics.ts';
import { RUN_KINDS } from './run-kinds.ts';
import { openJobs } from './runs/jobs.ts';
import { watchLiveRuns } from './runs/live-runs.ts';
import { createPerformer } from './runs/perform-run.ts';
import { startTellingPositions } from './runs/queue-positions.ts';
import { requestCancel } from './runs/run.store.ts';
import type { RunDeps } from './runs/work.ts';
import { DRIVERS, type Drivers, typesWithDriver } from './sources/registry.ts';
import { createHttpPublisher } from './status/http-publisher.ts';
import { summarizeWaiting } from './status/outbox.store.ts';
import { startOutboxDelivery } from './status/publish-status.ts';
import type { StatusPublisher } from './status/status-publisher.ts';
import { watchWaitingResults } from './status/waiting-results.ts';
import { findLostSets } from './vault/lost-sets.ts';
import { openKeys } from './vault/open-keys.ts';
import { createVault } from './vault/vault.ts';

export type ConnectorOptions = {
  env: ConnectorEnv;
  log: Log;
  drivers?: Drivers;
  resolve?: Resolve;
};

const ABILITIES = [
  ACCESS_ABILITY,
  FEED_ABILITY,
  TRY_QUERY_ABILITY,
  NARROWED_SEARCH_ABILITY,
  HELD_DELETIONS_ABILITY,
  RETRY_FAILED_ABILITY,
  PREVIEW_ABILITY,
];

const LONGEST_EXPORT_MS = 30 * 60_000;

/** Opens everything the connector needs, in order; `close` goes the other way round. */
export async function openDeps(options: ConnectorOptions) {
  const resources = openResources();
  try {
    return await open(options, resources);
  } catch (error) {
    await resources.close().catch(() => {});
    throw error;
  }
}

async function open(options: ConnectorOptions, resources: ReturnType<typeof openResources>) {
  const { env, log, drivers = DRIVERS } = options;
  const database: Database = await openDatabase<Tables>({
    url: env.DATABASE_URL,
    folder: connectorDatabaseFolder(env.DATA_DIR),
    writeProbe: WRITE_PROBE,
    log,
  });
  resources.add('database', database.close);
  await migrate(database as unknown as Parameters<typeof migrate>[0], MIGRATIONS);

  const pool = openReadingPool(database, {
    url: env.DATABASE_URL,
    size: env.READING_POOL_SIZE,
    statementLimitMs: env.READING_SECONDS * 1_000,
    log,
  });
  resources.add('reading pool', pool.close);

  const exports = openExportSource(database, { env, log });
  resources.add('exports', exports.close);

  const signer = createWebhookSigner(env.CONNECTOR_WEBHOOK_SECRET);
  const vault = createVault(env.VAULT_KEY);
  const { VAULT_KEY: masterKeys, CONNECTOR_NAME: name } = env;
  const connectorKeys = await openKeys({ database, masterKeys, name, log });
  const lostSets = await findLostSets({ database, vault, log });
  const egress = createEgress({
    rules: env.EGRESS_ALLOW,
    requestsPerSecond: env.SOURCE_REQUESTS_PER_SECOND,
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
  });
  resources.add('egress', egress.close);
  const conversions = openConversionPool({ workers: env.CONVERSION_THREADS });
  resources.add('conversions', conversions.close);

  const publisher = await openPublisher(env, { signer, log });
  resources.add('status publisher', publisher.close);
  const outbox = startOutboxDelivery({
    database,
    publisher,
    log,
    cancelRun: (run) => requestCancel(database.kysely, run),
  });
  resources.add('outbox delivery', outbox.close);

  const concurrency = {
    verification: env.VERIFY_CONCURRENCY,
    sync: env.SYNC_CONCURRENCY,
    preview: env.PREVIEW_CONCURRENCY,
    access_check: env.ACCESS_CHECK_CONCURRENCY,
  };
  const jobs = await openJobs({ database, log, concurrency });
  const liveRuns = watchLiveRuns({ database, log });
  resources.add('live runs', liveRuns.close);
  resources.add('jobs', async () => {
    liveRuns.stopAll();
    await jobs.close();
  });
  const runDeps: RunDeps = {
    ...{ database, vault, egress, conversions, drivers, log },
    heartbeatSeconds: env.HEARTBEAT_SECONDS,
    holdDeletionsAbove: {
      count: env.HOLD_DELETIONS_ABOVE_COUNT,
      share: env.HOLD_DELETIONS_ABOVE_SHARE,
    },
    wakeOutbox: outbox.wake,
  };
  const perform = createPerformer(runDeps, liveRuns, RUN_KINDS);
  const accessStaleLimitMs = env.ACCESS_STALE_LIMIT_HOURS * 3_600_000;
  const housekeeping = startHousekeeping({ database, log });
  resources.add('housekeeping', housekeeping.close);
  const upkeep = startFeedUpkeep({ database, log, staleLimitMs: accessStaleLimitMs });
  resources.add('upkeep of the feed', upkeep.close);

  const app: AppDeps = {
    accept: {
      ...{ database, vault, jobs, liveRuns, log },
      findSealingKey: connectorKeys.findSealingKey,
    },
    signer,
    previews: { database, jobs },
    reading: createReading({ staleLimitMs: accessStaleLimitMs }),
    accessStaleLimitMs,
    documents: { pool, places: createReadingPlaces(env.READING_POOL_SIZE) },
    feed: { source: exports, exports: createExportPlaces() },
    queries: { database, vault, egress, conversions, drivers, log },
    metrics: createMetrics({
      waiting: () => summarizeWaiting(database.kysely),
      lostCredentials: async () => (await lostSets.list()).length,
    }),
    metricsToken: env.METRICS_TOKEN,
    lostSets,
    publisherState: publisher.state,
    waitingResults: watchWaitingResults({ database, publisher }),
    describe: async () => ({
      name,
      ...(await connectorKeys.publish()),
      types: typesWithDriver(drivers),
      abilities: ABILITIES,
      access_stale_limit_hours: env.ACCESS_STALE_LIMIT_HOURS,
    }),
  };
  const { rootThumbprint } = connectorKeys;
  const startWork = async () => {
    resources.add('indexing', startIndexing({ database, conversions, log }).close);
    await jobs.work(perform);
    const { heartbeatSeconds, wakeOutbox } = runDeps;
    const positions = startTellingPositions({ database, log, heartbeatSeconds, wakeOutbox });
    resources.add('queue positions', positions.close);
  };
  return { app, resources, rootThumbprint, startWork };
}

/** An export takes as long as whoever reads it, on connections of its own; on the embedded database on none. */
function openExportSource(
  database: Database,
  { env, log }: { env: ConnectorEnv; log: Log },
): ExportSource {
  const { kysely } = database;
  if (env.DATABASE_URL === undefined) return exportByPages(kysely);
  const limits = { size: MOST_EXPORTS, limitMs: LONGEST_EXPORT_MS };
  return exportByCopy(openRowCopies({ url: env.DATABASE_URL, ...limits, log }), kysely);
}

/** The queue where there is a broker, and only then; never one in place of the other in silence. */
async function openPublisher(
  env: ConnectorEnv,
  { signer, log }: { signer: WebhookSigner; log: Log },
): Promise<StatusPublisher> {
  const { AMQP_URL: url, DATA_SOURCE_STATUS_QUEUE: queue, STATUS_CALLBACK_URL: callback } = env;
  if (url !== undefined) {
    // Its library speaks with a broker only.
    const { createQueuePublisher } = await import('./status/queue-publisher.ts');
    return createQueuePublisher({ url, queue, log, signer });
  }
  if (callback !== undefined) return createHttpPublisher({ url: callback, signer });
  throw new Error('neither AMQP_URL nor STATUS_CALLBACK_URL is set');
}
