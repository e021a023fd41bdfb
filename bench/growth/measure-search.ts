import { tenantLexeme } from '@rita/connector/search/lexemes';
import { silentLog } from '@rita/platform/log';
import { openPool } from '@rita/platform/postgres-pool';
import { type Build, settle, untilIndexed } from '../search/build.ts';
import { QUERIES } from '../search/corpus.ts';
import { fillDatabase, PERSON, TENANT } from '../search/fill.ts';
import { median } from '../table.ts';

/** Of the organization that searches; each of the others has one. */
export const OWN_DOCUMENTS = 1_000;
const ROUNDS = 5;
const LONGEST_STATEMENT_MS = 60 * 60_000;

/** What is searched for, and found by somebody in 300 groups. */
export async function fillOwn(databaseUrl: string): Promise<void> {
  await fillDatabase(databaseUrl, OWN_DOCUMENTS);
}

/**
 * Adds organizations until there are so many. The document of each is a copy of one of those of the
 * organization that searches, so that whatever it finds stands in theirs too; in the index, each has
 * the name of its own organization, as what is stored does.
 */
export async function addOthers({ databaseUrl }: Build, organizations: number): Promise<void> {
  await untilIndexed(databaseUrl);
  const limits = { statementLimitMs: LONGEST_STATEMENT_MS, log: silentLog };
  const pool = openPool({ url: databaseUrl, size: 1, ...limits });
  try {
    const { rows } = await pool.query(
      `select count(distinct tenant_id)::int as count from documents where tenant_id <> $1`,
      [TENANT],
    );
    await pool.query(
      `insert into documents (tenant_id, connection_id, connection_type, external_id, revision, title,
         body, path, rule_id, updated_at, fetched_at, listed_at, search, passages, language, analysis)
       select 'other-' || n, md5('other-' || n)::uuid, own.connection_type, own.external_id, own.revision,
         own.title, own.body, own.path, 0, own.updated_at, own.fetched_at, own.listed_at,
         ts_delete(own.search, $5::text) || array_to_tsvector(array[$6::text || 'other-' || n]),
         own.passages, own.language, own.analysis
       from generate_series($2::int + 1, $3::int) as n
       join documents as own on own.tenant_id = $1 and own.external_id::int = n % $4::int`,
      [TENANT, rows[0].count, organizations, OWN_DOCUMENTS, tenantLexeme(TENANT), tenantLexeme('')],
    );
  } finally {
    await pool.end();
  }
  await settle(databaseUrl);
}

/** Milliseconds of a search of each kind, through the signed route of the connector. */
export async function timeSearches({ connector }: Build): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const query of Object.values(QUERIES).flat()) {
      const startedAt = performance.now();
      const question = { tenant_id: TENANT, limit: 25, query, reader: PERSON };
      await connector.ask('/documents/search', question);
      // The first round warms up.
      if (round > 0) times.push(performance.now() - startedAt);
    }
  }
  return median(times);
}
