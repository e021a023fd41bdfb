import { type AuditEvent, isProblemCode } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { formatNames } from '../../lib/format.ts';

const texts = t.activity;

/** Who did it, in words. */
export function actorOf(event: AuditEvent): string {
  if (event.actor_type === 'system') return texts.system;
  if (event.actor_type === 'connector') return texts.connector;
  // The label is “Name <address>”; the address is in the export and on hover.
  return event.actor_label?.replace(/ <[^>]*>$/, '') || (event.actor_label ?? texts.somebody);
}

/** Who and what the sentence of an event names. */
export function namedIn(event: AuditEvent): { actor: string; object: string } {
  const hasObject = event.object_type !== 'session';
  return { actor: actorOf(event), object: hasObject ? (event.object_label ?? '') : '' };
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
      ? texts.details.invitedAs({ role: roleInWords(details.role) })
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
    typeof person === 'string' ? assigned({ person }) : undefined,
  ];
}

function listOf(value: unknown[], say: (values: { names: string }) => string): string | undefined {
  const names = value.filter((name) => typeof name === 'string' && name !== 'settings') as string[];
  return names.length === 0 ? undefined : say({ names: formatNames(names) });
}

function countOf(value: unknown, say: (values: { count: number }) => string): string | undefined {
  return typeof value === 'number' ? say({ count: value }) : undefined;
}

function reasonOf(code: unknown): string | undefined {
  return isProblemCode(code) ? t.problems[code].title : undefined;
}

function ownReasonOf(reason: unknown): string | undefined {
  const { reasons } = texts.details;
  return typeof reason === 'string' ? textFor(reasons, reason) : undefined;
}

function roleChange({
  previous_role: from,
  role: to,
}: Record<string, unknown>): string | undefined {
  return typeof from === 'string' && typeof to === 'string'
    ? texts.details.role({ from: roleInWords(from), to: roleInWords(to) })
    : undefined;
}

function roleInWords(role: string): string {
  return textFor(t.roles, role) ?? role;
}
