import { sql } from 'kysely';
import type { Database } from '../platform/db/tables.ts';

/**
 * Marks documents whose permissions could not be read for longer than they are believed, and unmarks
 * them: a search sees that by the clock, the feed by the change that this makes.
 */
export async function noteStaleAccess({ kysely }: Database, staleLimitMs: number): Promise<void> {
  const oldest = sql`now() - ${staleLimitMs} * interval '1 millisecond'`;
  // What a sync holds right now waits for the next round.
  await sql`
    update documents set access_is_stale = true where id in (
      select id from documents
      where access_unread_since <= ${oldest} and not access_is_stale
      for update skip locked)`.execute(kysely);
  await sql`
    update documents set access_is_stale = false where id in (
      select id from documents where access_is_stale and (access_unread_since is null
        or access_unread_since > ${oldest})
      for update skip locked)`.execute(kysely);
}
