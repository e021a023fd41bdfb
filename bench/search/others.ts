import { randomBytes } from 'node:crypto';
import { MIGRATIONS as APP_MIGRATIONS } from '@rita/api-server/deps';
import { MIGRATIONS as CONNECTOR_MIGRATIONS } from '@rita/connector/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { findFreePort } from '@rita/test-kit';
import { startApp } from '../live/app-process.ts';
import type { User } from '../live/sign-up.ts';
import { startDatabase } from '../services.ts';
import { type BenchConnector, startBenchConnector } from '../sync/connector.ts';
import { percentile } from '../table.ts';

const SEARCHES = 40;
const WORDS = 500;
const AT_ONCE = 250;
const ORDINARY = ['w3 w5', 'w8', 'w21 w2', '"w1 w2"', 'w40 or w50'];

export type Asker = { url: string; user: User };
export type SearchServices = {
  url: string;
  connectorDatabaseUrl: string;
  connector: BenchConnector;
};

/** App and connector as they run in production, without the limits of a minute; `stops` ends them. */
export async function startSearchServices(
  stops: (() => Promise<unknown>)[],
  variables: Record<string, string> = {},
): Promise<SearchServices> {
  const appDatabase = await startDatabase(APP_MIGRATIONS);
  stops.push(appDatabase.stop);
  const connectorDatabase = await startDatabase(CONNECTOR_MIGRATIONS);
  stops.push(connectorDatabase.stop);
  console.log(`PostgreSQL from ${appDatabase.origin}`);
  const PORT = String(await findFreePort());
  const secret = { CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}` };
  const connector = await startBenchConnector(connectorDatabase.databaseUrl, {
    ...secret,
    ...variables,
    PORT,
  });
  stops.push(connector.stop);
  const unlimited = { READS_PER_PERSON: '1000000', READS_PER_ORGANIZATION: '10000000' };
  const app = await startApp(
    { databaseUrl: appDatabase.databaseUrl, amqpUrl: '' },
    {
      variables: {
        ...{ ...secret, ...unlimited },
        CONNECTOR_WEBHOOK_URL: `http://127.0.0.1:${PORT}/webhook`,
      },
    },
  );
  stops.push(app.stop);
  return { url: app.url, connectorDatabaseUrl: connectorDatabase.databaseUrl, connector };
}

/** So many documents of words by chance, few of which are common, for the connection of a user. */
export async function fillDocuments(
  url: string,
  { connection }: User,
  count: number,
): Promise<void> {
  const database = await openDatabase<unknown>({ url, folder: '', log: silentLog });
  try {
    for (let from = 0; from < count; from += AT_ONCE) {
      await database.executeSql(
        `insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
           title, body, path, fetched_at, listed_at)
         select $1, $2::uuid, 'confluence', n::text, '1', 'Document ' || n,
           (select string_agg('w' || floor(random() ^ 2 * 200)::int, ' ')
            from generate_series(1, ${WORDS}) where n > 0), '[]', now(), now()
         from generate_series($3::int, $4::int) n`,
        [connection.organization_id, connection.id, from + 1, Math.min(count, from + AT_ONCE)],
      );
    }
    await database.executeSql('analyze documents');
  } finally {
    await database.close();
  }
}

/** Of ordinary searches one after another, in ms; every one of them must be answered. */
export async function p95Of(asker: Asker): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < SEARCHES; at += 1) {
    const startedAt = performance.now();
    const status = await searchAs(asker, ORDINARY[at % ORDINARY.length] ?? '');
    if (status !== 200) throw new Error(`a search of others was answered with ${status}`);
    taken.push(performance.now() - startedAt);
  }
  return percentile(taken, 95);
}

/** Asks for the first page of documents as that user, and gives the status of the answer. */
export async function searchAs({ url, user }: Asker, query: string): Promise<number> {
  const address = `${url}/api/documents?query=${encodeURIComponent(query)}&limit=25`;
  const answer = await fetch(address, { headers: { cookie: user.cookie } });
  await answer.arrayBuffer();
  return answer.status;
}
