import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { questionClaim, type WebhookPayload } from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import { createLog, silentLog } from '@rita/platform/log';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { type Database, MIGRATIONS, type Tables } from '../src/platform/db/tables.ts';
import { openJobs } from '../src/runs/jobs.ts';
import { readConnectorEnv, startConnector } from '../src/server.ts';
import type { Drivers } from '../src/sources/registry.ts';
import type { SourceDriver } from '../src/sources/source.ts';
import { startFakeApp } from './fake-app.ts';
import { fakeDriver, startFakeSource } from './fake-driver.ts';

// A child process of a test is given its parent's.
export const SECRET = process.env.TEST_SECRET ?? `whsec_${randomBytes(24).toString('base64')}`;
export const TOKEN = 'canary-4f1d7c/9?a+b&"x"';
export const drivers: Drivers = {
  confluence: async () => fakeDriver as unknown as SourceDriver,
  servicenow: 'missing',
  sharepoint: 'missing',
  websearch: 'missing',
};

export const METRICS_TOKEN = 'token-for-the-metrics-of-the-tests';

type Variables = Record<string, string>;

/** The tables of the work queue take its first start as long to make as all else that a start does. */
const WITH_JOBS = {
  version: [
    readFileSync(new URL('../package.json', import.meta.url)),
    readFileSync(new URL('../src/runs/jobs.ts', import.meta.url)),
  ].join(),
  run: async (database: unknown) => {
    const concurrency = { verification: 1, sync: 1, preview: 1, access_check: 1 };
    const jobs = await openJobs({ database: database as Database, log: silentLog, concurrency });
    await jobs.close();
  },
};

/** A migrated database where a connector looks for its own. */
export async function createConnectorDatabase(): Promise<TestDatabase> {
  const content = { migrations: MIGRATIONS, furnish: WITH_JOBS };
  const database = await createTestDatabase({ ...content, name: 'connector' });
  if (database.url !== undefined) return database;
  const folder = await mkdtemp(join(tmpdir(), 'rita-connector-'));
  await rename(database.folder, join(folder, 'connector'));
  return { folder, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** Environment of a connector on this database. */
export function variablesFor(database: TestDatabase, appUrl: string): Variables {
  return {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: database.folder,
    ...(database.url === undefined ? {} : { DATABASE_URL: database.url }),
    CONNECTOR_WEBHOOK_SECRET: SECRET,
    STATUS_CALLBACK_URL: appUrl,
    VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    EGRESS_ALLOW: 'http://127.0.0.1',
    METRICS_TOKEN,
    LOG_LEVEL: 'debug',
  };
}

/** A connector, a source and an app around it, all real servers. */
export async function startTestConnector(overrides: Variables = {}, given: Drivers = drivers) {
  const database = await createConnectorDatabase();
  const app = await startFakeApp(SECRET);
  const source = await startFakeSource(TOKEN);
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ service: 'connector', level: 'debug', destination });
  const env = readConnectorEnv({ ...variablesFor(database, app.url), ...overrides });
  const connector = await startConnector({ env, log, drivers: given });
  const send = createSender(connector.url);
  return {
    ...connector,
    app,
    source,
    send,
    logLines: lines,
    payload: (more: Partial<WebhookPayload> = {}) => webhook({ source: source.url, ...more }),
    /** Stops the connector alone, so that its database may be looked into. */
    stop: connector.close,
    close: async () => {
      await connector.close();
      await Promise.all([app.close(), source.close()]);
      await database.drop();
    },
    database,
    /** Opens the connector's own database; on the embedded one only after the connector closed. */
    openDatabase: (): Promise<Database> =>
      openDatabase<Tables>({ url: database.url, folder: `${database.folder}/connector`, log }),
  };
}

/** Posts a signed webhook, or a signed question to another path. */
export function createSender(url: string, secret = SECRET) {
  const signer = createWebhookSigner(secret);
  return async (payload: unknown, options: { id?: string; path?: string; now?: Date } = {}) => {
    const { path = '/webhook' } = options;
    const body = typeof payload === 'string' ? payload : JSON.stringify(claimed(payload, path));
    const id = options.id ?? randomUUID();
    const now = options.now ?? new Date();
    return fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signer.sign({ id, body, now }) },
      body,
    });
  };
}

const WEBHOOK_PATHS = ['/webhook', '/'];

/** Questions name the address that they are for; one that is given already stays. */
function claimed(payload: unknown, path: string): unknown {
  if (WEBHOOK_PATHS.includes(path)) return payload;
  return { request: questionClaim('POST', path), ...(payload as object) };
}

type Overrides = { source: string } & Record<string, unknown>;

/** A verify webhook of a new connection; overrides make it any other. */
export function webhook({ source, ...more }: Overrides) {
  return {
    source: 'rita-chat',
    action: 'verify_credentials',
    tenant_id: 'org-1',
    user_id: 'user-1',
    user_email: 'ada@example.com',
    connection_id: randomUUID(),
    connection_type: 'confluence',
    run_id: randomUUID(),
    settings: { url: source },
    timestamp: new Date().toISOString(),
    ...more,
  };
}
