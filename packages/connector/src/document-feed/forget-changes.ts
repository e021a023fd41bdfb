import { FEED_DAYS } from '@rita/contracts';
import { sql } from 'kysely';
import type { Database } from '../platform/db/tables.ts';
import { placeAllChanges } from './place-changes.ts';

/** A cursor is good for `FEED_DAYS`, and so is what it refers to. */
const READING_DAYS = FEED_DAYS + 1;
/** Of one tenant; the least used go first, and whoever has a cursor of theirs exports again. */
const MOST_READINGS = 1_000;

/**
 * Places what nobody asked for yet, and forgets what is older than cursors are good for. Any number of
 * processes may do so at once.
 */
export async function forgetChanges(database: Database): Promise<void> {
  await placeAllChanges(database);
  const { kysely } = database;
  await sql`
    with old as (
      delete from document_changes
      where changed_at < now() - make_interval(days => ${FEED_DAYS}) and position is not null
      returning tenant_id, position),
    forgotten as (select tenant_id, max(position) as position from old group by tenant_id)
    update document_feeds set forgotten = greatest(document_feeds.forgotten, forgotten.position)
    from forgotten where document_feeds.tenant_id = forgotten.tenant_id`.execute(kysely);
  await sql`
    delete from feed_readings
    where used_at < now() - make_interval(days => ${READING_DAYS})`.execute(kysely);
  await sql`
    delete from feed_readings using (
      select tenant_id, digest, row_number() over (partition by tenant_id order by used_at desc)
        as number from feed_readings) ranked
    where ranked.number > ${MOST_READINGS}::int and feed_readings.tenant_id = ranked.tenant_id
      and feed_readings.digest = ranked.digest`.execute(kysely);
}
