import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { QUERIES } from './corpus.ts';

/**
 * The one statement that a search cannot do without, for each question: rank what matches, and give
 * a page of it. A first round warms up.
 *
 * @param note takes the kind of a question, and the milliseconds that it took
 */
export async function askBare(
  databaseUrl: string,
  tenantId: string,
  note: (kind: string, taken: number) => void,
): Promise<void> {
  const database = await openDatabase<unknown>({ url: databaseUrl, folder: '', log: silentLog });
  try {
    for (let round = 0; round <= 1; round += 1) {
      for (const [kind, queries] of Object.entries(QUERIES)) {
        for (const query of queries) {
          const startedAt = performance.now();
          await database.executeSql(
            `select id from documents, websearch_to_tsquery('simple', $2) query
             where tenant_id = $1 and search @@ query
             order by ts_rank(search, query) desc, id limit 26`,
            [tenantId, query],
          );
          if (round > 0) note(kind, performance.now() - startedAt);
        }
      }
    }
  } finally {
    await database.close();
  }
}
