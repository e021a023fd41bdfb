import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { openPool } from '@rita/platform/postgres-pool';
import { waitFor } from '@rita/test-kit';
import { startDatabase } from '../services.ts';
import { type BenchConnector, startBenchConnector } from '../sync/connector.ts';

/** A checkout's connector on a database of its own. */
export type Build = {
  connector: BenchConnector;
  databaseUrl: string;
  stop: () => Promise<void>;
};

const MIGRATIONS = 'packages/connector/src/platform/db/migrations/';
/** No search is broken off, and no pace spares a source. */
export const VARIABLES = { READING_SECONDS: '60', SOURCE_REQUESTS_PER_SECOND: '1000' };
const LONGEST_INDEXING_MS = 60 * 60_000;

/** @param fill writes into the database before the connector starts */
export async function startBuild(
  root: string,
  fill: (databaseUrl: string) => Promise<unknown> = async () => {},
  variables: Record<string, string> = {},
): Promise<Build> {
  const database = await startDatabase(pathToFileURL(join(root, MIGRATIONS)));
  const { databaseUrl } = database;
  try {
    await fill(databaseUrl);
    const connector = await startBenchConnector(databaseUrl, { ...VARIABLES, ...variables }, root);
    const stop = async () => {
      await connector.stop();
      await database.stop();
    };
    return { connector, databaseUrl, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Until all documents are indexed as they are now; gives the seconds that it took. */
export async function untilIndexed(databaseUrl: string): Promise<number> {
  const startedAt = performance.now();
  const database = await openDatabase<unknown>({ url: databaseUrl, folder: '', log: silentLog });
  try {
    await waitFor(
      async () => {
        const { rows } = await database.executeSql(
          'select from documents where analysis = 0 limit 1',
        );
        return rows.length === 0;
      },
      { timeoutMs: LONGEST_INDEXING_MS, what: 'the index of the stored documents' },
    );
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await database.close();
  }
}

/** What a server that runs for a day has done by itself. */
export async function settle(databaseUrl: string): Promise<void> {
  // Not by the app's pool, whose statements end sooner than this one.
  const options = { statementLimitMs: LONGEST_INDEXING_MS, log: silentLog };
  const pool = openPool({ url: databaseUrl, size: 1, ...options });
  try {
    await pool.query('vacuum analyze documents');
  } finally {
    await pool.end();
  }
}
