import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';

/** A document's place in the list that a search gives. */
export type Found = { id: string; step: number; score: number; listed_at: Date };

/** After which document a page begins. */
export type After = { step: number; score: number; listedAt: number; id: string };

/**
 * So many documents of each step are ranked, those that changed last, and so many are counted:
 * beyond that a search says that there are more, and not how many.
 */
export const MOST_RANKED = 1_000;
/** Of places in a text: other forms of a word, the word itself, a heading, the title. */
const WEIGHTS = '{0.3, 0.4, 0.7, 1}';
/** Ranks count for less the longer a document is. */
const BY_LENGTH = 1;

export type Searching = {
  plan: SearchPlan;
  /** What the reader may read, of the tenant; it stands in every `where`. */
  where: RawBuilder<unknown>;
  limit: number;
  after: After | undefined;
};

/**
 * Documents that a search finds, the best first: those with all of its words in the title, then in
 * headings, then anywhere; those in which its last word is only begun; and, when these fill no page,
 * those with most of its words. Within a step by rank, then by freshness.
 */
export async function findDocuments(
  db: Db,
  { plan, where, limit, after }: Searching,
): Promise<{ found: Found[]; count: number }> {
  const whole = plan.full.map(({ condition }) => condition);
  const full = await countUpTo(db, where, whole);
  const steps = full < limit ? [...plan.full, ...plan.partial] : plan.full;
  const isWidened = steps.length > plan.full.length;
  const count = isWidened
    ? await countUpTo(
        db,
        where,
        steps.map(({ condition }) => condition),
      )
    : full;
  const found: Found[] = [];
  for (const [index, step] of steps.entries()) {
    if (index < (after?.step ?? 0) || found.length >= limit || count === 0) continue;
    const before = steps.slice(0, index).map(({ condition }) => condition);
    const asked = { index, before, after: after?.step === index ? after : undefined };
    found.push(...(await selectStep(db, step, { where, limit: limit - found.length, ...asked })));
  }
  return { found, count };
}

/** How many there are, up to one more than are ranked. */
async function countUpTo(
  db: Db,
  where: RawBuilder<unknown>,
  conditions: readonly string[],
): Promise<number> {
  const any = conditions.map((condition) => `(${condition})`).join(' | ');
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from (select from documents
      where ${where} and search @@ ${any}::tsquery limit ${MOST_RANKED + 1}::int) found`.execute(
    db,
  );
  return counted.rows[0]?.count ?? 0;
}

type Asked = {
  index: number;
  before: readonly string[];
  after: After | undefined;
  where: RawBuilder<unknown>;
  limit: number;
};

async function selectStep(
  db: Db,
  { condition, rank }: Step,
  { index, before, after, where, limit }: Asked,
): Promise<Found[]> {
  const earlier = before.map((one) => sql`not search @@ ${one}::tsquery`);
  const isNew = earlier.length === 0 ? sql`true` : sql.join(earlier, sql` and `);
  const isAfter = after
    ? sql`(score, listed_at, id) < (${after.score}::float8, to_timestamp(${after.listedAt}::float8 / 1000), ${after.id}::uuid)`
    : sql`true`;
  const found = await sql<Found>`
    with candidates as materialized (
      select id, listed_at, search from documents
      where ${where} and search @@ ${condition}::tsquery
      order by listed_at desc, id desc limit ${MOST_RANKED}::int),
    ranked as (
      select id, listed_at, ${index}::int as step,
        round(ts_rank_cd(${WEIGHTS}, search, ${rank}::tsquery, ${BY_LENGTH})::numeric, 4)::float8 as score
      from candidates where ${isNew})
    select * from ranked where ${isAfter}
    order by score desc, listed_at desc, id desc limit ${limit}::int`.execute(db);
  return found.rows;
}
