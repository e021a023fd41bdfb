import type { z } from 'zod';
import type { ReadRestriction } from './client.ts';
import type { restrictionSchema } from './shapes.ts';

/** Confluence answers empty lists for an item without restrictions. */
export function toRestriction(answer: z.output<typeof restrictionSchema>): ReadRestriction {
  const users = (answer.restrictions.user?.results ?? []).map(
    (user) => user.accountId || user.username || user.displayName || '',
  );
  const groups = (answer.restrictions.group?.results ?? []).map((group) => group.name ?? '');
  if (users.length === 0 && groups.length === 0) return null;
  return { users: users.filter(Boolean).toSorted(), groups: groups.filter(Boolean).toSorted() };
}
