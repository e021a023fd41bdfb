import { type RawBuilder, sql } from 'kysely';

/** What decides over a reader's documents in one moment. */
export type Readable = {
  ruleIds: readonly number[];
  /** Permissions that could not be read since then are believed no more … */
  oldest: Date;
  /** … except where an owner opened the whole connection. */
  open: readonly string[];
};

/** With no more rules than these the index of rules may lead to the documents. */
const FEW_RULES = 100;

/**
 * The condition for documents that somebody may read. It stands in the same `where` as everything
 * else that is asked for, before ranking and counting: filtered afterwards, pages would be short
 * and numbers would tell of what is hidden.
 *
 * The planner does not look into a `case`. Of thousands of ids it would look each up in its
 * statistics, which takes longer than most searches (3.5 ms for 5,000), to no avail: whatever it
 * found, a document's rule is looked up among them by a hash.
 */
export function readableDocuments({ ruleIds, oldest, open }: Readable): RawBuilder<unknown> {
  // As text: the driver would go through them one by one, in each statement.
  const hasRule = sql`documents.rule_id = any(${`{${ruleIds.join()}}`}::int[])`;
  const isBelieved = sql`(documents.access_unread_since is null
    or documents.access_unread_since > ${oldest}::timestamptz
    or documents.connection_id = any(${[...open]}::uuid[]))`;
  return ruleIds.length <= FEW_RULES
    ? sql`${hasRule} and ${isBelieved}`
    : sql`case when ${isBelieved} then ${hasRule} else false end`;
}
