import type { AccessRule, StoredGrant } from './access-rule.ts';

/** What a person is at one source: their account, its groups (transitively), its classes. */
export type ReaderPrincipals = ReadonlySet<string>;

/**
 * Decides whether a rule lets somebody read. Pure, and the only place where that is decided.
 *
 * @param reader null for a person without an active account at the source
 */
export function mayRead(rule: AccessRule, reader: ReaderPrincipals | null, now: Date): boolean {
  if (rule.kind === 'public') return true;
  if (reader === null || rule.kind === 'nobody') return false;
  if (rule.kind === 'members_of_source') return true;
  const { layers, deny } = rule;
  if (!deny.isComplete || deny.principals.some((principal) => reader.has(principal))) return false;
  // An empty AND is true of everybody, so it is asked for at least one layer.
  return layers.length > 0 && layers.every((layer) => isMet(layer, reader, now));
}

/** Whether one layer names the reader. */
export function isMet(layer: readonly StoredGrant[], reader: ReaderPrincipals, now: Date): boolean {
  return layer.some(([principal, until]) => reader.has(principal) && !isOver(until, now));
}

/** A time that cannot be read is over. */
function isOver(until: string | undefined, now: Date): boolean {
  return until !== undefined && !(Date.parse(until) > now.getTime());
}
