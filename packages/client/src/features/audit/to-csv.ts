import type { AuditEvent } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { actorOf } from './describe-event.ts';

/** The events as CSV (RFC 4180), one line each. */
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
  return [[time, actor, action, object, ip, details], ...lines]
    .map((line) => line.map(toCell).join(','))
    .join('\r\n');
}

/** A cell that begins like a formula would be run by spreadsheets: it gets an apostrophe in front. */
function toCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
