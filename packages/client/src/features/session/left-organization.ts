import type { CurrentSession } from '@rita/contracts';
import { z } from 'zod';

const namedSchema = z.object({ id: z.string(), name: z.string() });
type Named = z.output<typeof namedSchema>;

/**
 * The organization that somebody worked in last, when they do not belong to it any more; undefined
 * where they still do, also after they have gone to another one themselves.
 */
export function leftOrganization(last: unknown, session: CurrentSession): Named | undefined {
  const known = namedSchema.safeParse(last);
  if (!known.success) return undefined;
  const belongsTo = [session.organization, ...session.organizations].map(({ id }) => id);
  return belongsTo.includes(known.data.id) ? undefined : known.data;
}

const keyOf = (userId: string) => `rita.last-organization.${userId}`;

export function readLastOrganization(userId: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null');
  } catch {
    return undefined;
  }
}

export function keepLastOrganization(userId: string, { id, name }: Named): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify({ id, name }));
  } catch {
    // Storage is blocked: nothing can be said of it later.
  }
}

/** Does what takes somebody out of their organization by their own wish: nobody has to be told of that. */
export async function leavingByOneself<T>(
  session: CurrentSession | null | undefined,
  leave: () => Promise<T>,
): Promise<T> {
  // Before it is done: the live stream may know of it sooner than whoever asked for it.
  if (session) forgetLastOrganization(session.user.id);
  try {
    return await leave();
  } catch (error) {
    if (session) keepLastOrganization(session.user.id, session.organization);
    throw error;
  }
}

function forgetLastOrganization(userId: string): void {
  try {
    localStorage.removeItem(keyOf(userId));
  } catch {
    // Storage is blocked: nothing was kept there.
  }
}
