import type { Alert, DataSourceType } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { mergeAlerts, type ToldAlert } from './merge-alerts.ts';
import { TOLD_TO_PROGRAM, WANTED } from './wanted-kinds.ts';

/** The kinds that end with being told so. */
export const REPAIRED = ['failed', 'access_lost'];

/** One message: to a member, or to the program of the organization. */
export type MessagePlace = { organizationId: string; messageId: string };

/** What a message tells, one line for each cause. */
export async function listAlertsOf(
  db: Db,
  { organizationId, messageId }: MessagePlace,
): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alert_notices as notice')
    .innerJoin('alerts as alert', 'alert.id', 'notice.alert_id')
    .innerJoin('data_source_connections as source', 'source.id', 'alert.connection_id')
    .select(['notice.is_end', 'alert.kind', 'alert.cause', 'alert.happened_at'])
    .select(['source.id', 'source.type', 'source.name', 'source.settings'])
    .where('notice.organization_id', '=', organizationId)
    .where('notice.message_id', '=', messageId)
    .orderBy('alert.happened_at')
    .orderBy('source.name')
    .execute();
  return mergeAlerts(
    rows.map(
      ({ is_end: isEnd, kind, cause, happened_at: since, settings, ...source }): ToldAlert => ({
        ...{ kind: isEnd ? 'repaired' : kind, cause, since, settings },
        source: source as { id: string; type: DataSourceType; name: string },
      }),
    ),
  );
}

/** A message was taken: what was over before it was is told in the next one. */
export async function noteTold(db: Db, { organizationId, messageId }: MessagePlace): Promise<void> {
  const told = await db
    .updateTable('alert_notices')
    .set({ told_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('message_id', '=', messageId)
    .returning('alert_id')
    .execute();
  await noticeEnds(
    db,
    told.map((notice) => notice.alert_id),
  );
}

/** Of alerts that are over: whoever was told, and wants to, is to hear that it works again. */
export async function noticeEnds(db: Db, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return;
  await sql`
    insert into alert_notices (alert_id, organization_id, user_id, is_end, due_at)
    select told.alert_id, told.organization_id, told.user_id, true, now()
    from alert_notices told join alerts alert on alert.id = told.alert_id
    left join members member on member.organization_id = told.organization_id
      and member.user_id = told.user_id
    left join alert_recipients recipient on recipient.organization_id = told.organization_id
      and recipient.user_id = told.user_id
    where told.alert_id = any(${[...alertIds]}::uuid[]) and told.told_at is not null
      and not told.is_end and alert.end_noticed_at is not null
      and alert.kind = any(${REPAIRED}::text[])
      and case when told.user_id is null
        then exists (select from change_webhooks where topic = 'alerts'
          and organization_id = told.organization_id and 'repaired' = any(${TOLD_TO_PROGRAM}))
        else recipient.sends_mail and 'repaired' = any(${WANTED}) end
    on conflict do nothing`.execute(db);
}

/** What the program of an organization has not been told yet. */
export async function dropProgramNotices(db: Db, organizationId: string): Promise<void> {
  await db
    .deleteFrom('alert_notices')
    .where('organization_id', '=', organizationId)
    .where('user_id', 'is', null)
    .where('told_at', 'is', null)
    .execute();
}

/** A message that nobody took, and nobody will. */
export async function dropMessage(
  db: Db,
  { organizationId, messageId }: MessagePlace,
): Promise<void> {
  await db
    .deleteFrom('alert_notices')
    .where('organization_id', '=', organizationId)
    .where('message_id', '=', messageId)
    .where('told_at', 'is', null)
    .execute();
}
