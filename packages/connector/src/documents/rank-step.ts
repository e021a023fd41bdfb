import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { Language } from '../search/analyze/languages.ts';
import type { Step } from '../search/query/plan-search.ts';
import type { QueryNode } from '../search/query/query-node.ts';
import {
  latestDocuments,
  latestFirst,
  MOST_RANKED,
  matchingDocuments,
  withWords,
} from './candidates.ts';
import { closenessOf } from './closeness.ts';
import type { Found } from './cursors.ts';

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
  /** What the tenant's documents are in. */
  languages: readonly (Language | null)[];
  where: RawBuilder<unknown>;
  limit: number;
  /**
   * Over so many documents from one to the next, the freshest first, instead of by the index (0).
   * When it ends before it found as many as are ranked, what it found is not all.
   */
  walk: number;
  /** What single words say, for documents that have some of them; empty where all have all. */
  weights: readonly { condition: string; weight: number }[];
};

/** `count`: how many the step finds, with those of earlier ones, up to one more than are ranked. */
export type Ranked = { found: Found[]; count: number };

export const listedAtMs = sql.raw('(extract(epoch from listed_at) * 1000)::float8');
export const bestFirst = sql.raw('step, score desc, "listedAt" desc, id desc');

/** What comes after a place in the list of what a search found. */
export const afterOf = (after: Found | undefined): RawBuilder<unknown> =>
  after
    ? sql`(-step, score, "listedAt", id) < (${-after.step}::int, ${after.score}::float8,
        ${after.listedAt}::float8, ${after.id}::uuid)`
    : sql`true`;

/** The best documents of one step that no earlier step has found. */
export async function rankStep(
  db: Db,
  { condition, lookup, rank }: Step,
  { index, before, isWithEarlier = false, after, where, limit, ...ranking }: Ranking,
): Promise<Ranked> {
  const earlier = before.map(
    (step, at) => sql`when words @@ ${step.condition}::tsquery then ${at}::int`,
  );
  const step =
    earlier.length === 0
      ? sql`${index}::int`
      : sql`case ${sql.join(earlier, sql` `)} else ${index}::int end`;
  const isShown = isWithEarlier ? sql`true` : sql`step = ${index}::int`;
  const { walk, tenantId } = ranking;
  const matching =
    walk > 0
      ? sql`${latestDocuments(tenantId, walk)} ${withWords} where ${where} and words @@ ${condition}::tsquery`
      : sql`(select * from ${matchingDocuments([{ condition, lookup }], where)}
          order by ${latestFirst} limit ${MOST_RANKED + 1}::int) documents ${withWords}`;
  const { rows } = await sql<Ranked>`
    with ranked as materialized (
      select id, ${listedAtMs} as "listedAt", ${step} as step,
        round((${scoreOf(rank, ranking)})::numeric, 4)::float8 as score
      from ${matching} order by ${latestFirst} limit ${MOST_RANKED + 1}::int),
    best as (
      select * from ranked where ${isShown} and ${afterOf(after)}
      order by ${bestFirst} limit ${limit}::int)
    select (select count(*)::int from ranked) as count,
      coalesce((select jsonb_agg(best order by ${bestFirst}) from best), '[]') as found`.execute(
    db,
  );
  return rows[0] ?? { found: [], count: 0 };
}

function scoreOf(
  rank: QueryNode,
  { weights, languages }: Pick<Ranking, 'weights' | 'languages'>,
): RawBuilder<unknown> {
  const closeness = closenessOf(rank, languages);
  if (weights.length === 0) return closeness;
  const words = weights.map(
    ({ condition, weight }) =>
      sql`case when words @@ ${condition}::tsquery then ${weight}::float8 else 0 end`,
  );
  return sql`${sql.join(words, sql` + `)} + ${RANK_AMONG_WORDS}::float8 * ${closeness}`;
}
