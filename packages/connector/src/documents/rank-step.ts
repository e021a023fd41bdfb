import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { Step } from '../search/query/plan-search.ts';
import { latestDocuments, MOST_RANKED, matchingDocuments } from './candidates.ts';
import type { Found } from './cursors.ts';

/** Of places in a text: other forms of a word, the word itself, a heading, the title. */
const WEIGHTS = '{0.3, 0.4, 0.7, 1}';
/** Ranks count for less the longer a document is. */
const BY_LENGTH = 1;
/** Ranks of documents with the same words are told apart by less than the least word counts. */
const RANK_AMONG_WORDS = 0.1;

export type Ranking = {
  /** The number of the step. */
  index: number;
  /** Steps whose documents stand above … */
  before: readonly Step[];
  /** … and whether they are given as well, each with the number of its own step. */
  isWithEarlier?: boolean;
  after: Found | undefined;
  tenantId: string;
  where: RawBuilder<unknown>;
  limit: number;
  /** From one document to the next, the freshest first, instead of by the index. */
  walks: boolean;
  /** What single words say, for documents that have some of them; empty where all have all. */
  weights: readonly { condition: string; weight: number }[];
};

/** `count`: how many the step finds, with those of earlier ones, up to one more than are ranked. */
export type Ranked = { found: Found[]; count: number };

/** The best documents of one step that no earlier step has found. */
export async function rankStep(
  db: Db,
  { condition, lookup, rank }: Step,
  { index, before, isWithEarlier = false, after, tenantId, where, limit, walks, weights }: Ranking,
): Promise<Ranked> {
  const matches = walks
    ? sql`${latestDocuments(tenantId)} where ${where} and search || '' @@ ${condition}::tsquery`
    : matchingDocuments([{ condition, lookup }], where);
  const earlier = before.map(
    (step, at) => sql`when words @@ ${step.condition}::tsquery then ${at}::int`,
  );
  const step =
    earlier.length === 0
      ? sql`${index}::int`
      : sql`case ${sql.join(earlier, sql` `)} else ${index}::int end`;
  const isShown = isWithEarlier ? sql`true` : sql`step = ${index}::int`;
  const isAfter = after
    ? sql`(-step, score, "listedAt", id) < (${-after.step}::int, ${after.score}::float8,
        ${after.listedAt}::float8, ${after.id}::uuid)`
    : sql`true`;
  // A text is fetched once for all that is asked of it.
  const { rows } = await sql<Ranked>`
    with candidates as materialized (
      select id, listed_at, search from ${matches}
      order by listed_at desc, id desc limit ${MOST_RANKED + 1}::int),
    ranked as (
      select id, (extract(epoch from listed_at) * 1000)::float8 as "listedAt",
        ${step} as step,
        round((${scoreOf(rank, weights)})::numeric, 4)::float8 as score
      from candidates cross join lateral (select search || '' as words offset 0) text),
    best as (
      select * from ranked where ${isShown} and ${isAfter}
      order by step, score desc, "listedAt" desc, id desc limit ${limit}::int)
    select (select count(*)::int from candidates) as count,
      coalesce((select jsonb_agg(best order by step, score desc, "listedAt" desc, id desc) from best), '[]')
        as found`.execute(db);
  return rows[0] ?? { found: [], count: 0 };
}

function scoreOf(rank: string, weights: Ranking['weights']): RawBuilder<unknown> {
  const closeness = sql`ts_rank_cd(${WEIGHTS}, words, ${rank}::tsquery, ${BY_LENGTH})`;
  if (weights.length === 0) return closeness;
  const words = weights.map(
    ({ condition, weight }) =>
      sql`case when words @@ ${condition}::tsquery then ${weight}::float8 else 0 end`,
  );
  return sql`${sql.join(words, sql` + `)} + ${RANK_AMONG_WORDS}::float8 * ${closeness}`;
}
