import type { AuditEvent } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { actorOf } from './describe-event.ts';

/** Without it Excel takes UTF-8 for the code page of the machine. */
const BYTE_ORDER_MARK = '\ufeff';

/** The events as CSV (RFC 4180), one line each, after a byte order mark. */
export function toCsv(events: readonly AuditEvent[]): string {
  const { time, actor, action, object, ip, details } = t.activity.csv;
  const lines = events.map((event) => [
    event.occurred_at,
    // Of a link it is the label of who made it.
    event.actor_type === 'link' ? actorOf(event) : (event.actor_label ?? actorOf(event)),
    event.action,
    event.object_label ?? event.object_id,
    event.ip ?? '',
    JSON.stringify(event.details),
  ]);
  const rows = [[time, actor, action, object, ip, details], ...lines];
  return BYTE_ORDER_MARK + rows.map((line) => line.map(toCell).join(',')).join('\r\n');
}

/**
 * A cell that begins like a formula would be run by spreadsheets: it gets an apostrophe in front. So
 * do the wide forms of those signs, and what a spreadsheet may leave out before them (OWASP, “CSV Injection”).
 */
function toCell(value: string): string {
  const harmless = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
