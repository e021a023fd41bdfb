import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { Language } from '../search/analyze/languages.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';
import {
  latestDocuments,
  latestFirst,
  MOST_RANKED,
  matchingByLookup,
  withWords,
} from './candidates.ts';
import { closenessOf } from './closeness.ts';
import type { Found } from './cursors.ts';
import { afterOf, bestFirst, listedAtMs, type Ranked } from './rank-step.ts';
import { LOOKED_AT, type Sample, sampleColumns } from './sample.ts';

export type Looking = {
  tenantId: string;
  plan: SearchPlan;
  /** What the tenant's documents are in. */
  languages: readonly (Language | null)[];
  /** What the reader may read, of the tenant; it stands in every `where`. */
  where: RawBuilder<unknown>;
  limit: number;
  after: Found | undefined;
};

export type FirstLook = {
  sample: Sample;
  /** All that holds all words, ranked; undefined where that is more than are ranked, or seems so. */
  few: Ranked | undefined;
  /** Whether the index has given more than are ranked; what a sample says proves nothing. */
  isProvenMany: boolean;
};

type Row = Ranked & Sample & { is_common: boolean; given: number };

/** Of documents as frequent as in the sample there are most likely more than are ranked. */
const LIKELY = 1.5;
/** Fewer in the sample may be there by chance. */
const LEAST_SEEN = 5;

/**
 * Takes a sample; and where the index gives no more documents than are ranked, ranks them all in the
 * same statement. Most searches are answered by it: it finds what going from step to step would, for
 * the price of one step. The index is not asked for words that are common: for these it goes
 * through all that there are.
 */
export async function lookFirst(db: Db, looking: Looking): Promise<FirstLook> {
  const { tenantId, plan, where, after, limit, languages } = looking;
  const steps = [...plan.whole, ...plan.typed];
  const conditions = steps.map(
    ({ condition }, at) => sql`when words @@ ${condition}::tsquery then ${at}::int`,
  );
  const { rows } = await sql<Row>`
    with latest as materialized (
      select search, (${where}) as may_read from ${latestDocuments(tenantId, LOOKED_AT)}),
    counted as (select ${sampleColumns(plan)} from latest ${withWords}),
    sample as materialized (select *, ${isCommon(tenantId)} as is_common from counted),
    given as materialized (
      select id, listed_at, language, search from ${matchingByLookup(widestOf(plan), where)}
        and not (select is_common from sample)
      limit ${MOST_RANKED + 1}::int),
    read as (
      select id, ${listedAtMs} as "listedAt", language, words,
        case ${sql.join(conditions, sql` `)} end as step
      from given ${withWords} where (select count(*) from given) <= ${MOST_RANKED}::int),
    ranked as materialized (
      select id, "listedAt", step, round((${scoreOf(steps, languages)})::numeric, 4)::float8 as score
      from read where step is not null),
    best as (
      select * from ranked where ${afterOf(after)} order by ${bestFirst} limit ${limit}::int)
    select sample.*, (select count(*)::int from given) as given,
      (select count(*)::int from ranked) as count,
      coalesce((select jsonb_agg(best order by ${bestFirst}) from best), '[]') as found
    from sample`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a statement without a condition gave no row');
  const { is_common: isSkipped, given, found, count, ...sample } = row;
  const isProvenMany = given > MOST_RANKED;
  return { sample, isProvenMany, few: isSkipped || isProvenMany ? undefined : { found, count } };
}

/** Whether more than are ranked seem to match, by the sample and by how many documents there are. */
const isCommon = (tenantId: string): RawBuilder<unknown> =>
  sql`(widest >= ${LEAST_SEEN}::int and exists (select from documents
    where tenant_id = ${tenantId} order by ${latestFirst}
    offset ${LIKELY * MOST_RANKED * LOOKED_AT}::int / greatest(widest, 1) limit 1))`;

/** Steps that between them find all that holds all words. */
export const widestOf = ({ whole, typed }: SearchPlan): Step[] => [whole[2], ...typed.slice(-1)];

/** Each document by the words of its own step. */
function scoreOf(steps: readonly Step[], languages: Looking['languages']): RawBuilder<unknown> {
  const ranks = Map.groupBy(steps.entries(), ([, { rank }]) => JSON.stringify(rank));
  const scores = [...ranks.values()].map((of) => {
    const numbers = of.map(([at]) => at);
    const [, { rank }] = of[0] as [number, Step];
    return sql`when step in (${sql.join(numbers)}) then ${closenessOf(rank, languages)}`;
  });
  return sql`case ${sql.join(scores, sql` `)} end`;
}
