import { randomUUID } from 'node:crypto';
import { LANGUAGES, quietUntil } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { type Kysely, sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { retryDelaySeconds } from '../change-webhooks/retry-delay.ts';
import type { Mailer } from '../session/mail.ts';
import { dropMessage, listAlertsOf, noteTold } from './alert-notices.store.ts';
import { quietHoursOf, type RecipientRow } from './alert-settings.store.ts';
import { writeAlertMail } from './write-alert-mail.ts';

export type SendDeps = {
  db: Kysely<Tables>;
  mailer: Pick<Mailer, 'deliver'>;
  publicUrl: string;
  log: Log;
};

const AT_ONCE = 10;
/** More than an attempt takes: nobody else makes it, and one whose process died is made again. */
const CLAIMED_SECONDS = 300;
/** Two days of attempts; what a mail could still say then, the pages say better. */
const MOST_ATTEMPTS = 9;

type Due = RecipientRow & {
  email: string;
  language: string | null;
  organization: string;
  now: Date;
};
type Claimed = Due & { message_id: string };

/**
 * Sends what members are to be told, each one mail of all that there is; any number of replicas may
 * do so at once. A mail whose process died is sent again, with the same `Message-ID`.
 */
export async function sendAlertMails(deps: SendDeps): Promise<void> {
  const claimed = await inTransaction(deps.db, claimDue);
  await Promise.all(claimed.map((one) => send(deps, one)));
}

async function claimDue(trx: Transaction<Tables>): Promise<Claimed[]> {
  // Whoever is no member any more has no row here.
  const { rows } = await sql<Due>`
    select recipient.*, person.email, person.language, organization.name as organization, now() as now
    from alert_recipients recipient
    join users person on person.id = recipient.user_id
    join organizations organization on organization.id = recipient.organization_id
    where (recipient.next_attempt_at is null or recipient.next_attempt_at <= now())
      and (recipient.message_id is not null or exists (
        select from alert_notices notice where notice.organization_id = recipient.organization_id
          and notice.user_id = recipient.user_id and notice.told_at is null
          and notice.due_at <= now()))
    limit ${AT_ONCE} for update of recipient skip locked`.execute(trx);
  const claimed: Claimed[] = [];
  for (const row of rows) {
    const until = endOfQuiet(row);
    if (until !== null) await waitUntil(trx, row, until);
    else claimed.push(await claim(trx, row));
  }
  return claimed;
}

function endOfQuiet(row: Due): Date | null {
  const quiet = quietHoursOf(row);
  try {
    return quiet === null ? null : quietUntil(quiet, row.now);
  } catch {
    // A zone that this machine does not know must not keep everybody's mails.
    return null;
  }
}

async function waitUntil(trx: Transaction<Tables>, row: Due, until: Date): Promise<void> {
  await trx
    .updateTable('alert_recipients')
    .set({ next_attempt_at: until })
    .where('organization_id', '=', row.organization_id)
    .where('user_id', '=', row.user_id)
    .execute();
}

async function claim(trx: Transaction<Tables>, row: Due): Promise<Claimed> {
  const messageId = row.message_id ?? randomUUID();
  const { organization_id: organizationId, user_id: userId } = row;
  if (row.message_id === null) {
    await sql`
      update alert_notices set message_id = ${messageId}
      where organization_id = ${organizationId} and user_id = ${userId}
        and told_at is null and due_at <= now()`.execute(trx);
  }
  await sql`
    update alert_recipients set message_id = ${messageId}, attempts = attempts + 1,
      next_attempt_at = now() + make_interval(secs => ${CLAIMED_SECONDS})
    where organization_id = ${organizationId} and user_id = ${userId}`.execute(trx);
  return { ...row, message_id: messageId, attempts: row.attempts + 1 };
}

async function send({ db, mailer, publicUrl, log }: SendDeps, claimed: Claimed): Promise<void> {
  const { organization_id: organizationId, message_id: messageId, organization } = claimed;
  const alerts = await listAlertsOf(db, { organizationId, messageId });
  // The connections may be gone by now.
  if (alerts.length === 0) return endMessage(db, claimed, { isTaken: false });
  const language = LANGUAGES.find((known) => known === claimed.language) ?? LANGUAGES[0];
  const mail = writeAlertMail(
    { email: claimed.email, language },
    { organization, alerts, publicUrl },
  );
  const id = `alerts.${messageId}@${new URL(publicUrl).hostname}`;
  if (await mailer.deliver({ ...mail, id })) return endMessage(db, claimed, { isTaken: true });
  if (claimed.attempts < MOST_ATTEMPTS) return tryLater(db, claimed);
  log.error({ organization_id: organizationId }, 'mail of alerts given up');
  await endMessage(db, claimed, { isTaken: false });
}

/** It was taken, or is not worth another attempt: of what nobody was told, no end is told either. */
async function endMessage(
  db: Kysely<Tables>,
  claimed: Claimed,
  { isTaken }: { isTaken: boolean },
): Promise<void> {
  const { organization_id: organizationId, user_id: userId, message_id: messageId } = claimed;
  await inTransaction(db, async (trx) => {
    await (isTaken ? noteTold : dropMessage)(trx, { organizationId, messageId });
    await sql`
      update alert_recipients set message_id = null, attempts = 0, next_attempt_at = null
      where organization_id = ${organizationId} and user_id = ${userId}
        and message_id = ${messageId}`.execute(trx);
  });
}

async function tryLater(db: Kysely<Tables>, claimed: Claimed): Promise<void> {
  const seconds = retryDelaySeconds(claimed.attempts, undefined);
  await sql`
    update alert_recipients set next_attempt_at = now() + make_interval(secs => ${seconds})
    where organization_id = ${claimed.organization_id} and user_id = ${claimed.user_id}
      and message_id = ${claimed.message_id}`.execute(db);
}
