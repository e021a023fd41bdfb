import { type AuditEvent, isProblemCode, PROBLEMS } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';

const texts = t.activity;

/** Who did it, in words. */
export function actorOf(event: AuditEvent): string {
  if (event.actor_type === 'system') return texts.system;
  if (event.actor_type === 'connector') return texts.connector;
  // The label is “Name <address>”; the address is in the export and on hover.
  return event.actor_label?.replace(/ <[^>]*>$/, '') || (event.actor_label ?? texts.somebody);
}

/** The sentence of an event in its three parts: who, what, on which object. */
export function describeEvent(event: AuditEvent): { actor: string; text: string; object: string } {
  const hasObject = event.object_type !== 'session';
  return {
    actor: actorOf(event),
    text: texts.sentences[event.action],
    object: hasObject ? (event.object_label ?? '') : '',
  };
}

/** What the details of an event say, as short lines; what is not known here is left out. */
export function describeDetails({ action, details }: AuditEvent): string[] {
  return [
    listOf([details.fields, details.settings].flat(), texts.details.fields),
    countOf(details.documents_processed, texts.details.documents),
    Number(details.documents_failed) > 0
      ? countOf(details.documents_failed, texts.details.failed)
      : undefined,
    countOf(details.failures, texts.details.failures),
    details.scheduled === true ? texts.details.scheduled : undefined,
    details.credentials === 'plain' ? texts.details.plain : undefined,
    reasonOf(details.error_code),
    reasonOf(details.reason),
    ownReasonOf(details.reason),
    countOf(details.ended, texts.details.sessionsEnded),
    ...accessDetails(details),
    details.sample === true ? texts.details.sample : undefined,
    roleChange(details),
    action === 'member.invited' && typeof details.role === 'string'
      ? texts.details.invitedAs(details.role)
      : undefined,
  ].filter((line) => line !== undefined);
}

/** Who may find documents, and whose account somebody has. */
function accessDetails(details: Record<string, unknown>): (string | undefined)[] {
  const { mode, person, account_id: account } = details;
  const assigned = account === null ? texts.details.takenBack : texts.details.assigned;
  return [
    mode === 'source' || mode === 'everyone' ? t.access.modes[mode] : undefined,
    countOf(details.restricted_documents, texts.details.restricted),
    countOf(details.documents_changed, texts.details.accessChanged),
    typeof person === 'string' ? assigned(person) : undefined,
  ];
}

function listOf(value: unknown[], say: (names: string) => string): string | undefined {
  const names = value.filter((name) => typeof name === 'string' && name !== 'settings');
  return names.length === 0 ? undefined : say(names.join(', '));
}

function countOf(value: unknown, say: (count: string) => string): string | undefined {
  return typeof value === 'number' ? say(formatNumber(value)) : undefined;
}

function reasonOf(code: unknown): string | undefined {
  return isProblemCode(code) ? PROBLEMS[code].title : undefined;
}

function ownReasonOf(reason: unknown): string | undefined {
  const { reasons } = texts.details;
  return typeof reason === 'string' && Object.hasOwn(reasons, reason)
    ? reasons[reason as keyof typeof reasons]
    : undefined;
}

function roleChange({
  previous_role: from,
  role: to,
}: Record<string, unknown>): string | undefined {
  return typeof from === 'string' && typeof to === 'string'
    ? texts.details.role(from, to)
    : undefined;
}
