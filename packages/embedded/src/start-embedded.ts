import { resolve } from 'node:path';
import { appDatabaseFolder } from '@rita/api-server/database-folder';
import { connectorDatabaseFolder } from '@rita/connector/database-folder';
import { makePgliteFolders } from '@rita/platform/make-pglite-folders';
import { openResources, type Resources } from '@rita/platform/resources';
import { claimPort } from './claim-port.ts';
import { type EmbeddedEnv, readEmbeddedEnv } from './env.ts';
import { lockDataFolder } from './lock-data-folder.ts';
import { requireSecrets } from './secrets.ts';

type Variables = Record<string, string | undefined>;

export type Embedded = { url: string; close: () => Promise<void> };

/**
 * Starts the whole product in this process: sample sources, connector and app, each on an
 * embedded database of its own below `DATA_DIR`. They speak signed HTTP to each other as they
 * would on different machines; only this function knows that they do not.
 *
 * @throws StartError or EnvError for what whoever starts it can mend
 */
export async function startEmbedded(variables: Variables): Promise<Embedded> {
  const env = readEmbeddedEnv(variables);
  const resources = openResources();
  try {
    const url = await start(env, variables, resources);
    return { url, close: resources.close };
  } catch (error) {
    await resources.close().catch(() => {});
    throw error;
  }
}

async function start(env: EmbeddedEnv, given: Variables, resources: Resources): Promise<string> {
  const dataDir = resolve(env.DATA_DIR);
  const secrets = await requireSecrets(dataDir);
  resources.add('lock', await lockDataFolder(dataDir));
  const port = await claimPort(env.HOST, env.PORT);
  const hasConnector = env.CONNECTOR_WEBHOOK_URL === undefined;
  const folders = hasConnector ? [connectorDatabaseFolder(dataDir)] : [];
  // A first start makes its databases in another process while this one loads what it runs.
  const [{ openServices }] = await Promise.all([
    import('./open-services.ts'),
    makePgliteFolders([appDatabaseFolder(dataDir), ...folders]),
  ]);
  // These two choose other databases and brokers, which is what the single services are for.
  const { DATABASE_URL: _database, AMQP_URL: _broker, ...handedOn } = given;
  const common = {
    ...secrets,
    ...handedOn,
    DATA_DIR: dataDir,
    HOST: env.HOST,
    LOG_LEVEL: env.LOG_LEVEL,
  };
  return openServices({ env, common, dataDir, port, resources });
}
