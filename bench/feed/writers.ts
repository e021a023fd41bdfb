import { randomUUID } from 'node:crypto';
import { MIGRATIONS, type Tables } from '@rita/connector/platform/db/tables';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase } from '@rita/test-kit';
import { documentAt } from '../search/corpus.ts';
import { type Line, median } from '../table.ts';

/** Syncs of one organization beside each other, and documents in each of their transactions. */
const WRITERS = 4;
const PAGE = 25;
const PAGES = 40;
const ROUNDS = 5;
const LEAST_SHARE = 0.85;
/** Of a page's transaction beside the documents themselves: what was met, counts, results. */
const REST_MS = 20;

type Way = { name: string; before: string; after: string; counts: boolean };

const WAYS = {
  floor: {
    name: 'nothing written down',
    before: 'alter table documents disable trigger user',
    after: 'alter table documents enable trigger user',
    counts: false,
  },
  ours: { name: 'as it is', before: '', after: '', counts: false },
  counter: { name: 'a counter taken with the change', before: '', after: '', counts: true },
} satisfies Record<string, Way>;

/** What it costs syncs of one organization that changes are written down. */
export async function measureWriters(): Promise<Line[]> {
  const place = await createTestDatabase({ migrations: MIGRATIONS, name: 'writers' });
  const options = { folder: '', log: silentLog, poolSize: WRITERS + 1 };
  const database = await openDatabase<Tables>({ ...options, url: place.url });
  try {
    await database.executeSql('create table counters (tenant_id text primary key, count bigint)');
    const rates: Record<keyof typeof WAYS, number[]> = { floor: [], ours: [], counter: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of ['floor', 'ours', 'counter'] as const) {
        const rate = await writeAll(database, WAYS[name]);
        if (round > 0) rates[name].push(rate);
      }
    }
    return linesOf(rates);
  } finally {
    await database.close();
    await place.drop();
  }
}

async function writeAll(database: Database<Tables>, { before, after, counts }: Way) {
  const tenantId = randomUUID();
  await database.executeSql('insert into counters values ($1, 0)', [tenantId]);
  if (before !== '') await database.executeSql(before);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const connectionId = randomUUID();
      for (let page = 0; page < PAGES; page += 1) {
        await writePage(database, { tenantId, connectionId, page, counts });
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  if (after !== '') await database.executeSql(after);
  return (WRITERS * PAGES * PAGE) / seconds;
}

type Page = { tenantId: string; connectionId: string; page: number; counts: boolean };

async function writePage(
  database: Database<Tables>,
  { tenantId, connectionId, page, counts }: Page,
) {
  const rows = Array.from({ length: PAGE }, (_, at) => ({
    ...documentAt(at),
    external_id: String(page * PAGE + at),
  }));
  const trx = await database.kysely.startTransaction().execute();
  const run = (sql: string, parameters: unknown[]) =>
    trx.executeQuery({ sql, parameters, query: { kind: 'RawNode' } } as never);
  await run(
    `insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
       title, body, path, fetched_at, listed_at)
     select $1, $2::uuid, 'confluence', external_id, '1', title, body, '[]', now(), now()
     from jsonb_to_recordset($3::jsonb) as given (external_id text, title text, body text)`,
    [tenantId, connectionId, JSON.stringify(rows)],
  );
  if (counts) await run('update counters set count = count + 1 where tenant_id = $1', [tenantId]);
  await run('select pg_sleep($1::float8 / 1000)', [REST_MS]);
  await trx.commit().execute();
}

function linesOf(rates: Record<keyof typeof WAYS, number[]>): Line[] {
  const floor = median(rates.floor);
  return (['ours', 'counter'] as const).map((name) => {
    const rate = median(rates[name]);
    const share = rate / floor;
    return {
      name: `${WRITERS} syncs of one organization, ${WAYS[name].name}`,
      measured: `${rate.toFixed(0)} documents/s, ${share.toFixed(2)}`,
      floor: `${floor.toFixed(0)}/s with ${WAYS.floor.name}`,
      goal: name === 'ours' ? `≥ ${LEAST_SHARE}` : 'for comparison',
      isKept: name !== 'ours' || share >= LEAST_SHARE,
    };
  });
}
