import { type RawBuilder, sql } from 'kysely';

/** What decides over a reader's documents in one moment. */
export type Readable = {
  ruleIds: readonly number[];
  /** Permissions that could not be read since then are believed no more … */
  oldest: Date;
  /** … except where an owner opened the whole connection. */
  open: readonly string[];
};

/**
 * The condition for documents that somebody may read. It stands in the same `where` as everything
 * else that is asked for, before ranking and counting: filtered afterwards, pages would be short
 * and numbers would tell of what is hidden.
 */
export function readableDocuments({ ruleIds, oldest, open }: Readable): RawBuilder<unknown> {
  return sql`documents.rule_id = any(${[...ruleIds]}::int[])
    and (documents.access_unread_since is null
      or documents.access_unread_since > ${oldest}::timestamptz
      or documents.connection_id = any(${[...open]}::uuid[]))`;
}
