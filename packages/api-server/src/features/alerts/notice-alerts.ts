import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { noticeEnds, REPAIRED } from './alert-notices.store.ts';
import { TOLD_TO_PROGRAM, WANTED } from './wanted-kinds.ts';

/** What happens within so long in one organization is one message, and what is over by then is none. */
const MERGED = sql.lit('5 minutes');
/** Of one connection and kind nobody is told more often. */
const APART = sql.lit('1 hour');
const AT_ONCE = 20;
const KEPT = sql.lit('30 days');

/** Ended, and nothing else of the kind that `repaired` is told of is wrong with the connection. */
const IS_OVER = sql`alerts.ended_at is not null and alerts.end_noticed_at is null and not exists (
  select from alerts other where other.connection_id = alerts.connection_id
    and other.kind = any(${REPAIRED}::text[]) and other.ended_at is null)`;

/**
 * Finds out whom to tell of what is wrong and of what is over again. Replicas share organizations by
 * SKIP LOCKED; of one, all that is there is looked at together.
 */
export async function noticeAlerts(db: Kysely<Tables>): Promise<void> {
  await inTransaction(db, async (trx) => {
    const ids = await lockOrganizations(trx);
    if (ids.length === 0) return;
    await addRecipients(trx, ids);
    await noticeBegun(trx, ids);
    await noticeOver(trx, ids);
  });
}

/** So that members can come and go meanwhile, the row itself is not locked against them. */
async function lockOrganizations(trx: Transaction<Tables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from organizations where id in (
      select organization_id from alerts
      where (noticed_at is null and happened_at <= now() - ${MERGED}::interval)
        or (${IS_OVER} and ended_at <= now() - ${MERGED}::interval))
    order by id limit ${AT_ONCE} for no key update skip locked`.execute(trx);
  return rows.map(({ id }) => id);
}

async function addRecipients(trx: Transaction<Tables>, ids: string[]): Promise<void> {
  await sql`
    insert into alert_recipients (organization_id, user_id)
    select organization_id, user_id from members where organization_id = any(${ids}::text[])
    on conflict do nothing`.execute(trx);
}

async function noticeBegun(trx: Transaction<Tables>, ids: string[]): Promise<void> {
  await sql`
    with listener as (
      select member.organization_id, member.user_id, ${WANTED} as kinds
      from members member join alert_recipients recipient using (organization_id, user_id)
      where recipient.sends_mail
      union all
      select organization_id, null, ${TOLD_TO_PROGRAM} from change_webhooks
      where topic = 'alerts' and is_on)
    insert into alert_notices (alert_id, organization_id, user_id, is_end, due_at)
    select alert.id, alert.organization_id, listener.user_id, false,
      greatest(now(), (
        select max(told.told_at) + ${APART}::interval from alert_notices told
        join alerts earlier on earlier.id = told.alert_id
        where earlier.connection_id = alert.connection_id and earlier.kind = alert.kind
          and told.user_id is not distinct from listener.user_id and not told.is_end))
    from alerts alert join listener on listener.organization_id = alert.organization_id
    where alert.organization_id = any(${ids}::text[]) and alert.kind = any(listener.kinds)
      and alert.noticed_at is null and alert.ended_at is null`.execute(trx);
  await sql`
    update alerts set noticed_at = now(), end_noticed_at = case when ended_at is not null then now() end
    where organization_id = any(${ids}::text[]) and noticed_at is null`.execute(trx);
}

/** What nobody was told of yet is told to nobody; who was told hears that it works again. */
async function noticeOver(trx: Transaction<Tables>, ids: string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update alerts set end_noticed_at = now()
    where organization_id = any(${ids}::text[]) and ${IS_OVER} returning id`.execute(trx);
  const over = rows.map(({ id }) => id);
  await sql`
    delete from alert_notices
    where alert_id = any(${over}::uuid[]) and message_id is null and told_at is null`.execute(trx);
  await noticeEnds(trx, over);
}

/** Puts what a program is to be told into its next message, where none is on its way to it. */
export async function takeForProgram(db: Kysely<Tables>): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from change_webhooks webhook
      where topic = 'alerts' and is_on and message_id is null and exists (
        select from alert_notices notice where notice.organization_id = webhook.organization_id
          and notice.user_id is null and notice.told_at is null and notice.due_at <= now())
      limit ${AT_ONCE} for update skip locked`.execute(trx);
    for (const { organization_id: id } of rows) {
      const messageId = `msg_${randomUUID()}`;
      await sql`
        update alert_notices set message_id = ${messageId}
        where organization_id = ${id} and user_id is null and told_at is null and due_at <= now()`.execute(
        trx,
      );
      await sql`
        update change_webhooks set message_id = ${messageId}, changed_at = now(), next_attempt_at = now()
        where organization_id = ${id} and topic = 'alerts'`.execute(trx);
    }
  });
}

/** Forgets what has been over for long. */
export async function forgetOldAlerts(db: Kysely<Tables>): Promise<void> {
  await sql`delete from alerts where end_noticed_at < now() - ${KEPT}::interval`.execute(db);
}
