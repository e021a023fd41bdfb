import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS as APP_MIGRATIONS } from '@rita/api-server/deps';
import { MIGRATIONS as CONNECTOR_MIGRATIONS } from '@rita/connector/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { findFreePort } from '@rita/test-kit';
import { startApp } from './live/app-process.ts';
import { signUp, type User } from './live/sign-up.ts';
import { untilIndexed } from './search/build.ts';
import { startDatabase } from './services.ts';
import { startBenchConnector } from './sync/connector.ts';
import { median, percentile, printTable } from './table.ts';

const ROUNDS = 5;
const SEARCHES = 40;
/** As many as took the connector from all others, before there was a limit. */
const FLOODERS = 15;
const GOAL_TIMES = 2;
const DOCUMENTS = { large: 6_000, small: 1_000 };
const WORDS = 500;
const AT_ONCE = 250;
/** Sixteen that stand in most documents, so that most have to be ranked. */
const EXPENSIVE = Array.from({ length: 16 }, (_, at) => `w${at}`).join(' or ');
const ORDINARY = ['w3 w5', 'w8', 'w21 w2', '"w1 w2"', 'w40 or w50'];

type Asker = { url: string; user: User };

/** What others wait for their searches beside one member who searches without end, and alone. */
export async function benchSearchFlood(): Promise<boolean> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const { url, connectorDatabaseUrl } = await startServices(stops);
    const flooder = await signUp(url);
    const other = await signUp(url);
    await fill(connectorDatabaseUrl, flooder, DOCUMENTS.large);
    await fill(connectorDatabaseUrl, other, DOCUMENTS.small);
    await untilIndexed(connectorDatabaseUrl);
    return printTable([await measure({ url, user: other }, { url, user: flooder })]);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function startServices(stops: (() => Promise<unknown>)[]) {
  const appDatabase = await startDatabase(APP_MIGRATIONS);
  stops.push(appDatabase.stop);
  const connectorDatabase = await startDatabase(CONNECTOR_MIGRATIONS);
  stops.push(connectorDatabase.stop);
  console.log(`PostgreSQL from ${appDatabase.origin}`);
  const PORT = String(await findFreePort());
  const secret = { CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}` };
  const connector = await startBenchConnector(connectorDatabase.databaseUrl, { ...secret, PORT });
  stops.push(connector.stop);
  // Without the limit of a minute, which would end the flood before it was measured.
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
  return { url: app.url, connectorDatabaseUrl: connectorDatabase.databaseUrl };
}

async function fill(url: string, { connection }: User, count: number): Promise<void> {
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

async function measure(other: Asker, flooder: Asker) {
  await p95Of(other);
  const alone: number[] = [];
  const beside: number[] = [];
  const flooded = { answered: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await p95Of(other));
    const stop = startFlood(flooder, flooded);
    // Until it is in full spate.
    await wait(500);
    beside.push(await p95Of(other));
    await stop();
  }
  const times = median(beside) / median(alone);
  return {
    name: `others’ searches beside ${FLOODERS} without end (${flooded.answered} answered, ${flooded.refused} refused)`,
    measured: `${times.toFixed(2)} × (p95 ${median(beside).toFixed(1)} ms)`,
    floor: `${median(alone).toFixed(1)} ms`,
    goal: `< ${GOAL_TIMES} ×`,
    isKept: times < GOAL_TIMES,
  };
}

/** In ms; every one of them must be answered. */
async function p95Of(asker: Asker): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < SEARCHES; at += 1) {
    const startedAt = performance.now();
    const status = await search(asker, ORDINARY[at % ORDINARY.length] ?? '');
    if (status !== 200) throw new Error(`a search of others was answered with ${status}`);
    taken.push(performance.now() - startedAt);
  }
  return percentile(taken, 95);
}

function startFlood(asker: Asker, count: { answered: number; refused: number }) {
  let isOver = false;
  const flooders = Array.from({ length: FLOODERS }, async () => {
    while (!isOver) {
      const status = await search(asker, EXPENSIVE);
      if (status === 200) count.answered += 1;
      else if (status === 429) count.refused += 1;
      else throw new Error(`the flood was answered with ${status}`);
      // A browser needs as long to send the next one.
      if (status === 429) await wait(20);
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(flooders);
  };
}

async function search({ url, user }: Asker, query: string): Promise<number> {
  const address = `${url}/api/documents?query=${encodeURIComponent(query)}&limit=25`;
  const answer = await fetch(address, { headers: { cookie: user.cookie } });
  await answer.arrayBuffer();
  return answer.status;
}
