import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';
import {
  latestDocuments,
  latestFirst,
  MOST_RANKED,
  matchingDocuments,
  withWords,
} from './candidates.ts';

/**
 * How many of a few documents that changed last match; only documents that the reader may read count.
 * What it says of single words decides what they weigh where not all of them are found, and else it
 * decides how the answer is worked out and never what it is.
 */
export type Sample = {
  /** Documents that were looked at, whether the reader may read them or not. */
  looked: number;
  /** Of these, as many as the reader may read, … */
  size: number;
  /** … as hold all words, … */
  whole: number;
  /** … or all words with the last one begun, … */
  widest: number;
  /** … and each of the words, for a search of several. */
  terms: number[];
};

export const LOOKED_AT = 100;

/** What a sample says of `may_read` and `words` of its documents. */
export function sampleColumns({ whole, typed, partial }: SearchPlan): RawBuilder<unknown> {
  const holding = (conditions: readonly string[]) => {
    const any = conditions.map((condition) => sql`words @@ ${condition}::tsquery`);
    return sql`count(*) filter (where may_read and (${sql.join(any, sql` or `)}))::int`;
  };
  const ofWhole = whole[2].condition;
  const terms = (partial?.terms ?? []).map((term) => holding([term]));
  return sql`count(*)::int as looked, (count(*) filter (where may_read))::int as size,
    ${holding([ofWhole])} as whole,
    ${holding([ofWhole, ...typed.slice(-1).map(({ condition }) => condition)])} as widest,
    array[${sql.join(terms)}]::int[] as terms`;
}

/** More than these are never walked over. */
const LONGEST_WALK = 30_000;

/**
 * The same of as many documents as the reader may read: among the few that changed last there may be
 * others, and a search must not tell how many.
 */
export async function sampleReadable(
  db: Db,
  { tenantId, plan, where }: { tenantId: string; plan: SearchPlan; where: RawBuilder<unknown> },
): Promise<Sample> {
  const { rows } = await sql<Sample>`
    with latest as materialized (
      select search, true as may_read from ${latestDocuments(tenantId, LONGEST_WALK)}
      where ${where} order by ${latestFirst} limit ${LOOKED_AT}::int)
    select ${sampleColumns(plan)} from latest ${withWords}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a statement without a condition gave no row');
  return row;
}

/** So many more than the sample promises, in case it promises too much. */
const MARGIN = 1.5;
/** Of what the reader may read; each text that is looked into in vain costs more than the index. */
const LEAST_SHARE = 0.25;

/**
 * Over how many documents a walk from the freshest on has to go to find as many as are ranked; 0
 * where it is no quicker than the index.
 */
export function walkFor({ looked, size, whole }: Sample): number {
  if (looked < LOOKED_AT || whole < size * LEAST_SHARE || whole === 0) return 0;
  const walk = Math.ceil((MARGIN * MOST_RANKED * looked) / whole);
  return walk > LONGEST_WALK ? 0 : walk;
}

/** How many documents any of the steps finds, up to one more than are ranked. */
export const countMatches = (
  db: Db,
  where: RawBuilder<unknown>,
  steps: readonly Step[],
): Promise<number> => countUpTo(db, matchingDocuments(steps, where));

type Latest = { tenantId: string; walk: number; where: RawBuilder<unknown>; condition: string };

/** Whether the documents that changed last hold more matches than are ranked. */
export async function latestHaveEnough(
  db: Db,
  { tenantId, walk, where, condition }: Latest,
): Promise<boolean> {
  const found = sql`${latestDocuments(tenantId, walk)} ${withWords}
    where ${where} and words @@ ${condition}::tsquery`;
  return (await countUpTo(db, found)) > MOST_RANKED;
}

async function countUpTo(db: Db, matches: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from ${matches} limit ${MOST_RANKED + 1}::int) found`.execute(db);
  return rows[0]?.count ?? 0;
}
