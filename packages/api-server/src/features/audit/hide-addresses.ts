import { createHmac } from 'node:crypto';
import { type AuditActor, type AuditEvent, mayWrite } from '@rita/contracts';
import type { Principal } from '../../platform/http/principal.ts';
import { deriveKey } from '../session/derive-key.ts';

const EMAIL = /([^\s<>@])[^\s<>@]*@(?=[^\s<>@]+)/g;
const SHOWN_DIGITS = 8;

/**
 * An entry as this person may see it: from where others worked, and the mail addresses of people, are
 * for owners and admins. All others see of a mail address its first letter and its domain, and of a
 * network address a keyed hash: enough to see that two entries came from the same place, and nothing
 * that could be tried out.
 */
export function hideAddresses<Event extends AuditEvent>(
  event: Event,
  viewer: Principal,
  secret: string,
): Event {
  if (mayWrite(viewer.role) || event.actor_id === viewer.userId) return event;
  return {
    ...event,
    actor_label: hideEmails(event.actor_label),
    // Of an invitation it is the address that was invited.
    object_id: hideEmails(event.object_id),
    object_label: hideEmails(event.object_label),
    details: Object.fromEntries(
      Object.entries(event.details).map(([name, value]) => [name, hideEmails(value)]),
    ),
    ip: event.ip === null ? null : hashOf(event.ip, viewer.organizationId, secret),
  };
}

/** Somebody in the log, as this person may see them. */
export function hideActorAddress(actor: AuditActor, viewer: Principal): AuditActor {
  if (mayWrite(viewer.role) || actor.actor_id === viewer.userId) return actor;
  return { ...actor, actor_label: hideEmails(actor.actor_label) };
}

function hideEmails<T>(value: T): T {
  return typeof value === 'string' ? (value.replaceAll(EMAIL, '$1…@') as T) : value;
}

/** Of one organization: the same address is another hash in the next. */
function hashOf(ip: string, organizationId: string, secret: string): string {
  const key = deriveKey(secret, 'addresses in the audit log');
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([organizationId, ip]))
    .digest('hex');
  return `#${hash.slice(0, SHOWN_DIGITS)}`;
}
