import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/** Many steps of a sync are one change: deliveries of one organization are at least so far apart. */
const APART_SECONDS = 10;

/**
 * Notes for each organization that has a program told of changes whether its sources are otherwise
 * than when that was looked at last: what a sync has read, its end, a reading of permissions, a choice
 * of who finds what, a connection that is gone. What changed, the feed says to each reader.
 */
export async function noticeChanges(db: Db): Promise<void> {
  await sql`
    with states as (
      select webhook.organization_id, md5(coalesce(string_agg(
        concat_ws(' ', source.id, source.last_sync_status, source.last_sync_at,
          source.documents_processed, access.mode, access.last_checked_at),
        ',' order by source.id), '')) as state
      from change_webhooks webhook
      left join data_source_connections source using (organization_id)
      left join connection_access access on access.connection_id = source.id
      where webhook.is_on and webhook.topic = 'documents' group by webhook.organization_id)
    update change_webhooks webhook set noticed_state = states.state,
      message_id = case when noticed_state is null then message_id
        else 'msg_' || gen_random_uuid() end,
      changed_at = case when noticed_state is null then changed_at else now() end,
      next_attempt_at = case when noticed_state is null then next_attempt_at
        else coalesce(next_attempt_at,
          greatest(now(), delivered_at + make_interval(secs => ${APART_SECONDS}))) end
    from states where states.organization_id = webhook.organization_id
      and webhook.topic = 'documents'
      and webhook.noticed_state is distinct from states.state`.execute(db);
}
