import {
  ALERT_KINDS,
  type AlertSettings,
  mayWrite,
  type QuietHours,
  type Role,
} from '@rita/contracts';
import { type Selectable, sql } from 'kysely';
import type { AlertTables } from '../../platform/db/alert-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type RecipientRow = Selectable<AlertTables['alert_recipients']>;
type Reader = { organizationId: string; userId: string };

/** What a member is told; whoever has said nothing, as the role has it. */
export async function readAlertSettings(
  db: Db,
  { organizationId, userId, role }: Reader & { role: Role },
): Promise<AlertSettings> {
  const row = await db
    .selectFrom('alert_recipients')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  const kinds = row?.kinds ?? (mayWrite(role) ? [...ALERT_KINDS] : []);
  return {
    mail: row?.sends_mail ?? true,
    kinds: ALERT_KINDS.filter((kind) => kinds.includes(kind)),
    quiet: row === undefined ? null : quietHoursOf(row),
  };
}

export function quietHoursOf({ quiet_from, quiet_to, time_zone }: RecipientRow): QuietHours | null {
  if (quiet_from === null || quiet_to === null || time_zone === null) return null;
  return { from: quiet_from, to: quiet_to, time_zone };
}

/**
 * Keeps what a member wants; what waits for them is looked at anew. Undefined for whoever is none
 * any more.
 */
export async function writeAlertSettings(
  db: Db,
  { organizationId, userId }: Reader,
  { mail, kinds, quiet }: AlertSettings,
): Promise<RecipientRow | undefined> {
  // A message on its way goes on; what only waited for quiet hours to end waits no more.
  const { rows } = await sql<RecipientRow>`
    insert into alert_recipients as kept
      (organization_id, user_id, sends_mail, kinds, quiet_from, quiet_to, time_zone)
    select organization_id, user_id, ${mail}::boolean, ${kinds}::text[],
      ${quiet?.from ?? null}::text, ${quiet?.to ?? null}::text, ${quiet?.time_zone ?? null}::text
    from members where organization_id = ${organizationId} and user_id = ${userId}
    on conflict (organization_id, user_id) do update set sends_mail = excluded.sends_mail,
      kinds = excluded.kinds, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      time_zone = excluded.time_zone,
      next_attempt_at = case when kept.message_id is null then null else kept.next_attempt_at end
    returning *`.execute(db);
  await sql`
    delete from alert_notices notice using alerts alert
    where alert.id = notice.alert_id and notice.organization_id = ${organizationId}
      and notice.user_id = ${userId} and notice.message_id is null and notice.told_at is null
      and not (${mail}::boolean
        and case when notice.is_end then 'repaired' else alert.kind end = any(${kinds}::text[]))`.execute(
    db,
  );
  return rows[0];
}
