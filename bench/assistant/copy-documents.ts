import { silentLog } from '@rita/platform/log';
import { openPool } from '@rita/platform/postgres-pool';

const LONGEST_STATEMENT_MS = 60 * 60_000;
const GIVEN =
  'tenant_id, connection_id, connection_type, revision, title, body, path, rule_id, updated_at, fetched_at, listed_at';
/** What our index adds, which costs a document 15 ms where copying it costs one. */
const OF_INDEX = 'search, passages, language, analysis';

/** Makes `times` of each document that there is, index and all. */
export async function copyDocuments(
  databaseUrl: string,
  { times, isIndexed }: { times: number; isIndexed: boolean },
): Promise<void> {
  const limits = { statementLimitMs: LONGEST_STATEMENT_MS, log: silentLog };
  const pool = openPool({ url: databaseUrl, size: 1, ...limits });
  const columns = isIndexed ? `${GIVEN}, ${OF_INDEX}` : GIVEN;
  try {
    await pool.query(
      `insert into documents (external_id, ${columns})
       select external_id || '-' || n, ${columns} from documents, generate_series(2, $1::int) as n`,
      [times],
    );
  } finally {
    await pool.end();
  }
}
