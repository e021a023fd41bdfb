import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { Step } from '../search/query/plan-search.ts';
import { LONGEST_WALK, latestDocuments, MOST_RANKED, matchingDocuments } from './candidates.ts';

/** How many of a few documents that changed last match each of some conditions. */
export type Sample = {
  /** Documents that were looked at, whether the reader may read them or not. */
  looked: number;
  /** Of these, as many as the reader may read. */
  size: number;
  counts: number[];
};

const LOOKED_AT = 100;

type Asked = { tenantId: string; where: RawBuilder<unknown>; conditions: readonly string[] };

/**
 * What a search is likely to find, told from the documents that changed last. It decides how the
 * answer is worked out and never what it is; only documents that the reader may read count.
 */
export async function takeSample(db: Db, { tenantId, where, conditions }: Asked): Promise<Sample> {
  const counts = conditions.map(
    (condition) => sql`count(*) filter (where search @@ ${condition}::tsquery)::int`,
  );
  const { rows } = await sql<{ looked: number; size: number; counts: number[] }>`
    with latest as materialized (
      select id, search, (${where}) as may_read from documents
      where tenant_id = ${tenantId} order by listed_at desc, id desc limit ${LOOKED_AT}::int)
    select (select count(*)::int from latest) as looked, count(*)::int as size,
      array[${sql.join(counts)}] as counts
    from (select search || '' as search from latest where may_read offset 0) readable`.execute(db);
  return rows[0] ?? { looked: 0, size: 0, counts: [] };
}

/** Whether so many match that the freshest of them are found soonest by going from one to the next. */
export function isWorthWalking({ looked, counts }: Sample, condition: number): boolean {
  const share = (counts[condition] ?? 0) / Math.max(1, looked);
  return looked >= LOOKED_AT && share * LONGEST_WALK > 1.5 * MOST_RANKED;
}

/** How many documents any of the steps finds, up to one more than are ranked. */
export const countMatches = (
  db: Db,
  where: RawBuilder<unknown>,
  steps: readonly Step[],
): Promise<number> => countUpTo(db, matchingDocuments(steps, where));

/** Whether the documents that changed last hold as many matches as are ranked. */
export async function latestHaveEnough(
  db: Db,
  { tenantId, where, conditions }: Asked,
): Promise<boolean> {
  const [condition] = conditions;
  const found = sql`${latestDocuments(tenantId)} where ${where}
    and search || '' @@ ${condition}::tsquery`;
  return (await countUpTo(db, found)) > MOST_RANKED;
}

async function countUpTo(db: Db, matches: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from ${matches} limit ${MOST_RANKED + 1}::int) found`.execute(db);
  return rows[0]?.count ?? 0;
}
