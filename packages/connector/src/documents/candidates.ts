import { type RawBuilder, sql } from 'kysely';
import type { Step } from '../search/query/plan-search.ts';
import { FETCHED_WORDS } from './closeness.ts';
import { NARROWED_BY } from './narrowing.ts';

/**
 * So many documents of each step are ranked, those that changed last, and so many are counted:
 * beyond that a search says that there are more, and not how many.
 */
export const MOST_RANKED = 1_000;
export const latestFirst = sql.raw('listed_at desc, id desc');

/** The documents of a tenant that changed last, for a statement that goes from one to the next. */
export const latestDocuments = (tenantId: string, count: number): RawBuilder<unknown> =>
  sql`(select * from documents where tenant_id = ${tenantId}
    order by ${latestFirst} limit ${count}::int) documents`;

/** Adds the `words` of a document, each fetched once for all that is asked of them. */
export const withWords = sql`cross join lateral (select ${FETCHED_WORDS} as words offset 0) text`;

/**
 * The documents that may be read and that match as far as the index of words can tell. It comes
 * first, whatever else is asked: the planner does not know what it costs to look into a text, and
 * would rather look into all of them.
 */
export function matchingByLookup(
  steps: readonly Pick<Step, 'lookup'>[],
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(select id, tenant_id, connection_id, rule_id, access_unread_since,
      listed_at, language, search, ${NARROWED_BY}
    from documents where search @@ ${anyOf(steps.map(({ lookup }) => lookup))}::tsquery
    offset 0) documents where ${where}`;
}

/** The documents that match and may be read; what only a text can tell comes last. */
export function matchingDocuments(
  steps: readonly Pick<Step, 'condition' | 'lookup'>[],
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const readable = matchingByLookup(steps, where);
  if (isToldByIndex(steps)) return readable;
  const condition = anyOf(steps.map((step) => step.condition));
  return sql`(select * from ${readable} offset 0) documents where search @@ ${condition}::tsquery`;
}

/** Whether the index alone tells what matches, without a look into a text. */
export const isToldByIndex = (steps: readonly Pick<Step, 'condition' | 'lookup'>[]): boolean =>
  steps.every(({ condition, lookup }) => condition === lookup);

const anyOf = (texts: readonly string[]): string => texts.map((text) => `(${text})`).join(' | ');

/** An expression; counts until the transaction ends: see `matchingDocuments`. */
export const preferIndexes = sql`set_config('enable_seqscan', 'off', true)`;
