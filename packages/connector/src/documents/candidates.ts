import { type RawBuilder, sql } from 'kysely';
import type { Step } from '../search/query/plan-search.ts';

/**
 * So many documents of each step are ranked, those that changed last, and so many are counted:
 * beyond that a search says that there are more, and not how many.
 */
export const MOST_RANKED = 1_000;
/** Looking at one after the other is quicker than the index as long as there are no more than these. */
export const LONGEST_WALK = 6_000;

/** The documents of a tenant that changed last, for a statement that goes from one to the next. */
export const latestDocuments = (tenantId: string): RawBuilder<unknown> =>
  sql`(select * from documents where tenant_id = ${tenantId}
    order by listed_at desc, id desc limit ${LONGEST_WALK}::int) documents`;

/**
 * The documents that match and may be read, by the index of words. It comes first, whatever else is
 * asked: the planner does not know what it costs to look into a text, and would rather look into all
 * of them. Then comes who may read, and what only a text can tell comes last.
 */
export function matchingDocuments(
  steps: readonly Pick<Step, 'condition' | 'lookup'>[],
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const any = (texts: string[]) => texts.map((text) => `(${text})`).join(' | ');
  const condition = any(steps.map((step) => step.condition));
  const lookup = any(steps.map((step) => step.lookup));
  const readable = sql`(select id, tenant_id, connection_id, rule_id, access_unread_since,
      listed_at, search
    from documents where search @@ ${lookup}::tsquery offset 0) documents where ${where}`;
  if (condition === lookup) return readable;
  return sql`(select * from ${readable} offset 0) documents where search @@ ${condition}::tsquery`;
}

/** For one transaction: see `matchingDocuments`. */
export const preferIndexes = sql`select set_config('enable_seqscan', 'off', true)`;
