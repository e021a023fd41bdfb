import type { SampleAccount } from './site-access.ts';

/** Where each account was when it was last looked for. */
const places = new WeakMap<readonly SampleAccount[], Map<string, number>>();

/**
 * The accounts that have these ids, in the order of the list. Remembers where they are and looks
 * whether they still are there, since a test may change the list at any time: a hundred thousand are
 * asked for by the hundred, and are not all looked at for each hundred.
 */
export function accountsNamed(
  users: readonly SampleAccount[],
  ids: readonly string[],
): SampleAccount[] {
  const found = ids.flatMap((id) => placeOf(users, id) ?? []);
  return [...new Set(found)].toSorted((a, b) => a - b).flatMap((place) => users[place] ?? []);
}

function placeOf(users: readonly SampleAccount[], id: string): number | undefined {
  const known = places.get(users)?.get(id);
  if (known !== undefined && users[known]?.accountId === id) return known;
  const place = users.findIndex(({ accountId }) => accountId === id);
  if (place < 0) return undefined;
  places.set(users, new Map(users.map(({ accountId }, at) => [accountId, at])));
  return place;
}
