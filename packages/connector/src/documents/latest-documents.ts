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
