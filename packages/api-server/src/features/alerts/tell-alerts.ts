import { forgetOldAlerts, noticeAlerts } from './notice-alerts.ts';
import { type SendDeps, sendAlertMails } from './send-alert-mails.ts';

export const TELL_INTERVAL_MS = 5_000;

/** Finds out whom to tell of what is wrong, and sends the mails; programs are told with their webhooks. */
export async function tellAlerts(deps: SendDeps): Promise<void> {
  await noticeAlerts(deps.db);
  await sendAlertMails(deps);
  await forgetOldAlerts(deps.db);
}
