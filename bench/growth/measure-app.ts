import { randomUUID } from 'node:crypto';
import type { HeldUpDeps } from '@rita/api-server/features/runs/held-up';
import { sweep } from '@rita/api-server/features/runs/sweep';
import type { DataSourceConnectionRow } from '@rita/api-server/platform/db/data-source-tables';
import type { Tables } from '@rita/api-server/platform/db/tables';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { sql } from 'kysely';
import { drainMessages, runDeps } from '../drain.ts';
import { askEach, type Request } from '../list/ask-for.ts';
import { startApp } from '../live/app-process.ts';
import { signUp } from '../live/sign-up.ts';
import { mixMessages } from '../mixed-messages.ts';
import { fillConnections, vacuum } from '../seed-connections.ts';
import type { BenchServices } from '../services.ts';
import { median } from '../table.ts';
import { configure, type Target } from '../writes/build.ts';

const CLIENTS = 20;
const ROUNDS = 5;
const ROUND_MS = 2_000;
/** The same number at each size, spread over all: batches are then alike. */
const HEARD_CONNECTIONS = 2_000;
const MESSAGES = 10_000;
/** As many as a sweep takes at once. */
const EXPIRED_RUNS = 100;

/** Milliseconds of one operation. */
export type AppTimes = { list: number; write: number; message: number; sweep: number };

/** Each operation of the app among so many organizations of four connections each. */
export async function measureApp(
  services: BenchServices,
  { organizations, targets }: { organizations: number; targets: readonly Target[] },
): Promise<AppTimes> {
  const url = services.databaseUrl;
  const database = await openDatabase<Tables>({ url, folder: '', prepares: true, log: silentLog });
  try {
    await fillConnections(database, organizations * 4);
    await writeToDisk(database);
    const message = await timeMessages(services, database);
    const sweeping = await timeSweeps(database);
    await vacuum(database);
    await writeToDisk(database);
    return { ...(await timeRequests(services, targets)), message, sweep: sweeping };
  } finally {
    await database.close();
  }
}

/** What filling and cleaning left to be written, so that the operations do not wait for it. */
async function writeToDisk({ kysely }: Database<Tables>): Promise<void> {
  await kysely.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`checkpoint`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
}

async function timeMessages(services: BenchServices, database: Database<Tables>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { rows } = await database.executeSql(
      `select * from data_source_connections where organization_id like 'bench-%'
       order by md5(id::text || $1::text) limit $2`,
      [round, HEARD_CONNECTIONS],
    );
    const messages = mixMessages(rows as DataSourceConnectionRow[], MESSAGES);
    const rate = await drainMessages(services, { database, messages });
    // The first one warms up.
    if (round > 0) times.push(1_000 / rate);
  }
  return median(times);
}

async function timeSweeps(database: Database<Tables>): Promise<number> {
  const away = async () => ({ info: null, reachable: false, isAway: true });
  const deps: HeldUpDeps = {
    ...runDeps(database),
    log: silentLog,
    connector: { introduce: away },
    statusQueue: undefined,
  };
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await expireRuns(database);
    const startedAt = performance.now();
    await sweep(deps);
    if (round > 0) times.push(performance.now() - startedAt);
  }
  return median(times);
}

async function expireRuns({ executeSql }: Database<Tables>): Promise<void> {
  await executeSql(
    `update data_source_connections set status = 'syncing', run_id = gen_random_uuid()::text,
       run_started_at = now() - interval '1 hour', run_deadline_at = now() - interval '1 second',
       run_look_at = now(),
       version = version + 1
     where id in (select id from data_source_connections where organization_id like 'bench-%'
                  order by md5(id::text || $1::text) limit $2)`,
    [randomUUID(), EXPIRED_RUNS],
  );
}

/** Those who ask, each of an organization of their own; they stay signed in for as long as the bench runs. */
export async function signUpClients(services: BenchServices): Promise<Target[]> {
  const app = await startApp({ ...services, amqpUrl: '' });
  const database = await openDatabase<Tables>({
    url: services.databaseUrl,
    folder: '',
    log: silentLog,
  });
  try {
    const users = await Promise.all(Array.from({ length: CLIENTS }, () => signUp(app.url)));
    const targets = users.map(({ cookie, connection }) => ({
      id: connection.id,
      organization: connection.organization_id,
      cookie,
    }));
    await configure(database, targets);
    return targets;
  } finally {
    await database.close();
    await app.stop();
  }
}

async function timeRequests(
  services: BenchServices,
  targets: readonly Target[],
): Promise<Pick<AppTimes, 'list' | 'write'>> {
  const app = await startApp({ ...services, amqpUrl: '' });
  try {
    const list = await timeEach(
      targets.map(
        ({ cookie }) =>
          () =>
            listOf(app.url, cookie),
      ),
    );
    const write = await timeEach(targets.map((target) => () => writeOf(app.url, target)));
    return { list, write };
  } finally {
    await app.stop();
  }
}

async function timeEach(clients: (() => Request)[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { perSecond } = await askEach(clients, ROUND_MS);
    if (round > 0) times.push(1_000 / perSecond);
  }
  return median(times);
}

function listOf(url: string, cookie: string): Request {
  return { url: `${url}/api/data-sources`, headers: { cookie } };
}

function writeOf(url: string, { id, cookie }: Target): Request {
  return {
    method: 'PUT',
    url: `${url}/api/data-sources/${id}`,
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { spaces: ['ENG', randomUUID()] } }),
  };
}
