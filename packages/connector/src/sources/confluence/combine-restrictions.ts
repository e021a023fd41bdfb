import type { ReadRestriction } from './client.ts';

export const NOBODY = { users: [], groups: [] };

/**
 * Who may read an item when it and pages above it are restricted: only who is named in each.
 * Members of groups are not known here, so this never allows more than Confluence does.
 */
export function combineRestrictions(restrictions: readonly ReadRestriction[]): ReadRestriction {
  return restrictions.reduce<ReadRestriction>((combined, next) => {
    if (!next || !combined) return next ?? combined;
    return {
      users: combined.users.filter((user) => next.users.includes(user)),
      groups: combined.groups.filter((group) => next.groups.includes(group)),
    };
  }, null);
}
