/** Ids of accounts. */
export type AccountIds = ReadonlySet<string>;

export function inAny(sets: readonly AccountIds[]): AccountIds {
  const all = new Set<string>();
  for (const set of sets) for (const id of set) all.add(id);
  return all;
}

export function inBoth(one: AccountIds, other: AccountIds): AccountIds {
  return new Set([...one].filter((id) => other.has(id)));
}

export function without(people: AccountIds, denied: AccountIds | 'everybody'): AccountIds {
  if (denied === 'everybody') return new Set();
  return new Set([...people].filter((id) => !denied.has(id)));
}
