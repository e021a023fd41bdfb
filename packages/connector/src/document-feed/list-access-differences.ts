import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { differenceOf, type FeedReading, isReadableBy } from './feed-reading.ts';

type Asked = {
  tenantId: string;
  position: number;
  before: FeedReading;
  now: FeedReading;
  /** Ids after this one, up to and with the other. */
  after: string | null;
  upTo: string | null;
  limit: number;
};

/** `was`: it could be read before; else it can be now. */
export type AccessDifference = { id: string; was: boolean };

const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Documents that came or went for somebody whose rights are others now, in the state that they had at
 * a place in the tenant's changes: changes after it come by themselves, and are seen with the new
 * rights. In the order of their ids.
 */
export async function listAccessDifferences(db: Db, asked: Asked): Promise<AccessDifference[]> {
  const { tenantId, position, before, now } = asked;
  const difference = differenceOf(before, now);
  const { rows } = await sql<AccessDifference>`
    with later as (
      select distinct on (document_id) document_id as id, connection_id, rule_before as rule_id,
        stale_before as access_is_stale
      from (select * from document_changes
          where tenant_id = ${tenantId} and position > ${position}::bigint
        union all
        select * from document_changes where tenant_id = ${tenantId} and position is null) changes
      order by document_id, changes.id),
    at_position as (
      select id, connection_id, rule_id, access_is_stale from documents
      where tenant_id = ${tenantId}
        and (rule_id = any(${difference.ruleIds}::int[]) or access_is_stale)
        and not exists (select from later where later.id = documents.id)
      union all
      select id, connection_id, rule_id, access_is_stale from later where rule_id is not null)
    select id, was from (select id, ${isReadableBy(before, 'rule_id')} as was,
        ${isReadableBy(now, 'rule_id')} as is from at_position
      where id > ${asked.after ?? FIRST}::uuid and id <= ${asked.upTo ?? LAST}::uuid) states
    where was <> states.is order by id limit ${asked.limit}::int`.execute(db);
  return rows;
}
