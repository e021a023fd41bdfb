import type { Subscriber } from './subscriber.ts';

/** Whose access may have changed: of one session, of all of a person's, or of all in an organization. */
export type AccessChange = {
  user_id?: string | undefined;
  session_id?: string | undefined;
  organization_id?: string | undefined;
};

/** Whether a stream has to be asked about for a change. */
export function concerns(
  { principal }: Pick<Subscriber, 'principal'>,
  change: AccessChange,
): boolean {
  if (change.session_id !== undefined && change.session_id !== principal.sessionId) return false;
  if (change.user_id !== undefined) return change.user_id === principal.userId;
  // Of a person, every stream is asked: what they may see elsewhere decides where they land.
  return (
    change.organization_id === undefined || change.organization_id === principal.organizationId
  );
}

/** Whether a stream is still that of whom it began with. */
export function isSame(
  { principal }: Pick<Subscriber, 'principal'>,
  now: Subscriber['principal'] | undefined,
): boolean {
  return (
    now !== undefined &&
    now.sessionId === principal.sessionId &&
    now.organizationId === principal.organizationId &&
    now.role === principal.role
  );
}
