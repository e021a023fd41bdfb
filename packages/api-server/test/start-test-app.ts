import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSourceConnection, DataSourceStatusMessage, Role } from '@rita/contracts';
import type { Database } from '@rita/platform/database';
import { createLog } from '@rita/platform/log';
import { createTestDatabase, findFreePort, waitFor } from '@rita/test-kit';
import { MIGRATIONS, type OpenOptions } from '../src/deps.ts';
import { readApiEnv } from '../src/env.ts';
import type { Tables } from '../src/platform/db/tables.ts';
import { startApiServer } from '../src/server.ts';
import { changePastTheApp, moveTo, proveAddress } from './past-the-app.ts';
import { QUICK_HASHING } from './quick-hashing.ts';
import { signer, startWebhookReceiver, WEBHOOK_SECRET } from './webhook-receiver.ts';

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;
export type TestUser = Awaited<ReturnType<TestApp['signUp']>>;
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type Reply = { status: number; body: any; headers: Headers };

export const METRICS_TOKEN = 'token-for-the-metrics-of-the-tests';

type Places = {
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  receiverUrl: string;
};

/** The environment of an app for tests: no limit stands in the way. */
export function variablesFor({ port, dataDir, databaseUrl, receiverUrl }: Places) {
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    CONNECTOR_WEBHOOK_URL: receiverUrl,
    CONNECTOR_WEBHOOK_SECRET: WEBHOOK_SECRET,
    AUTH_SECRET: 'a secret for the sessions of the tests',
    SIGN_UP: 'open',
    SIGN_UP_PER_ADDRESS: '10000',
    SIGN_IN_PER_ADDRESS: '10000',
    REQUESTS_PER_MINUTE: '100000',
    STREAMS_PER_PERSON: '10000',
    METRICS_TOKEN,
    // The scripted connector has no keys, like those of others.
    SEALED_CREDENTIALS: 'optional',
  };
}

/** The whole app over HTTP with a database of its own and a scripted connector. */
export async function startTestApp(
  given: Record<string, string> = {},
  options: Pick<OpenOptions, 'clientFolder' | 'sampleReaders' | 'resolveTxt' | 'clientFetch'> = {},
) {
  const testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'api' });
  const receiver = await startWebhookReceiver();
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-api-'));
  const port = await findFreePort();
  const passwords = QUICK_HASHING;
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ service: 'test', level: 'debug', destination });
  const variables = {
    ...variablesFor({ port, dataDir, databaseUrl: testDatabase.url, receiverUrl: receiver.url }),
    ...given,
  };
  const env = readApiEnv(variables);
  const server = await startApiServer({
    env,
    log,
    folder: testDatabase.folder,
    passwords,
    ...options,
  });
  const database = server.deps.database;

  return {
    /** One more process' worth of the app on the same database; not for the embedded one. */
    startReplica: async () => {
      const other = { ...env, PORT: await findFreePort() };
      return startApiServer({ env: other, log, folder: testDatabase.folder, passwords });
    },
    /** For a process of its own on the same database, with another `PORT`. */
    variables,
    url: server.url,
    deps: server.deps,
    database,
    receiver,
    logText: () => lines.join(''),
    signUp: (name?: string) => signUp(server.url, database, name),
    report: (message: unknown) => report(server.url, message),
    close: async () => {
      await server.close();
      await receiver.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function call(
  url: string,
  method: string,
  options: { body?: unknown; raw?: string | Buffer; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const hasBody = options.body !== undefined || options.raw !== undefined;
  const response = await fetch(url, {
    method,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...options.headers },
    ...(hasBody ? { body: options.raw ?? JSON.stringify(options.body) } : {}),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

/** Posts a status message as the connector does. */
export async function report(url: string, message: unknown): Promise<Reply> {
  const raw = typeof message === 'string' ? message : JSON.stringify(message);
  const headers = { ...signer.sign({ id: `msg_${randomUUID()}`, body: raw }) };
  return call(`${url}/api/connector/status`, 'POST', { raw, headers });
}

export async function signUp(url: string, database: Database<Tables>, name = 'Ada') {
  const email = `${randomUUID()}@example.com`;
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name, email, password: 'correct horse battery' }),
  });
  if (!answer.ok) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const api = (method: string, path: string, body?: unknown, headers = {}) =>
    call(`${url}${path}`, method, {
      ...(body === undefined ? {} : { body }),
      headers: { cookie, origin: url, ...headers },
    });
  const session = (await api('GET', '/api/session')).body.data;
  return {
    email,
    cookie,
    api,
    userId: session.user.id as string,
    organizationId: session.organization.id as string,
    /** Of the membership in the organization that the user made, or was put into. */
    memberId: async (organizationId: string = session.organization.id) => {
      const found = database.kysely
        .selectFrom('members')
        .select('id')
        .where('user_id', '=', session.user.id)
        .where('organization_id', '=', organizationId);
      return (await found.executeTakeFirstOrThrow()).id;
    },
    proveAddress: () => proveAddress(database, session.user.id),
    /** Puts another user into this one's organization, in that role. */
    addMember: (user: { userId: string }, role: Role) =>
      changePastTheApp(url, () =>
        moveTo(database, { userId: user.userId, organizationId: session.organization.id, role }),
      ),
    seeded: async (type = 'confluence') => {
      await api('POST', '/api/data-sources/seed');
      const { body } = await api('GET', '/api/data-sources');
      const found = (body.data as DataSourceConnection[]).find((one) => one.type === type);
      if (found === undefined) throw new Error(`no connection of type ${type}`);
      return found;
    },
  };
}

export const SITE = { url: 'https://example.atlassian.net', email: 'svc@example.com' };
export const TOKEN = { api_token: 'canary-token-8f2e' };

/** A connection that was verified and enabled, as the user leaves it after the three steps. */
export async function configured(
  app: Pick<TestApp, 'report'>,
  user: TestUser,
): Promise<DataSourceConnection> {
  const { id } = await user.seeded();
  const started = await user.api('POST', `/api/data-sources/${id}/verify`, {
    settings: SITE,
    credentials: TOKEN,
  });
  await app.report({
    ...verified(user, id, started.body.run_id),
    options: { spaces: [{ value: 'ENG', label: 'Engineering', count: 3 }] },
  });
  const saved = await user.api('PUT', `/api/data-sources/${id}`, { enabled: true });
  return saved.body.data;
}

export function verified(user: TestUser, id: string, run_id: string): DataSourceStatusMessage {
  return {
    type: 'verification',
    connection_id: id,
    tenant_id: user.organizationId,
    status: 'success',
    run_id,
    seq: 1,
  };
}

export async function rowOf(app: TestApp, id: string) {
  return app.database.kysely
    .selectFrom('data_source_connections')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export async function waitForIdle(app: TestApp, id: string) {
  return waitFor(async () => {
    const row = await rowOf(app, id);
    return row.status === 'idle' ? row : undefined;
  });
}
