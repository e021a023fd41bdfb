import { type AuditActor, type AuditEvent, isProblemCode } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { changesInWords } from '../../lib/changes-in-words.ts';
import { formatNames } from '../../lib/format.ts';

const texts = t.activity;

/** Who did it, in words. */
export function actorOf(event: AuditEvent): string {
  if (event.actor_type === 'system') return texts.system;
  if (event.actor_type === 'connector') return texts.connector;
  return nameOf(event);
}

/** The label is “Name <address>”; the address is in the export and on hover. */
function nameOf({ actor_type: type, actor_label: label }: Omit<AuditActor, 'actor_id'>): string {
  const name = label?.replace(/ <[^>]*>$/, '') || (label ?? texts.somebody);
  return type === 'link' ? texts.byLink({ name }) : name;
}

/** The people and keys to choose from by their names, with the address where two have the same. */
export function actorsInWords(actors: readonly AuditActor[]): { id: string; name: string }[] {
  const byName = Map.groupBy(actors, nameOf);
  return [...byName]
    .flatMap(([name, ofName]) =>
      ofName.map(({ actor_id: id, actor_type: type, actor_label: label }) => ({
        id,
        // The address is that of who made the link, and not of who used it.
        name: ofName.length === 1 || type === 'link' ? name : (label ?? name),
      })),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name));
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
    ...syncCounts(action, details),
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

/** How many documents; what a sync that did not end well had not read yet says nothing. */
function syncCounts(
  action: AuditEvent['action'],
  details: Record<string, unknown>,
): (string | undefined)[] {
  const {
    documents_processed: read,
    documents_added: added,
    documents_updated: changed,
    documents_removed: removed,
  } = details;
  const isWhole = action === 'sync.completed';
  const hasChanges = [added, changed, removed].every((value) => typeof value === 'number');
  const changes = { added, changed, removed } as Record<'added' | 'changed' | 'removed', number>;
  return [
    read === 0 && !isWhole ? undefined : countOf(read, texts.details.documents),
    isWhole && hasChanges ? changesInWords(changes) : undefined,
  ];
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
