import { type RawBuilder, sql } from 'kysely';

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
 * The documents that match, by the index of words. It comes first, whatever else is asked: the
 * planner does not know what it costs to look into a text, and would rather look into all of them.
 */
export const matchingDocuments = (condition: string): RawBuilder<unknown> =>
  sql`(select id, tenant_id, connection_id, rule_id, access_unread_since, listed_at, search
    from documents where search @@ ${condition}::tsquery offset 0) documents`;

/** For one transaction: see `matchingDocuments`. */
export const preferIndexes = sql`select set_config('enable_seqscan', 'off', true)`;
