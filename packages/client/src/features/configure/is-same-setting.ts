/** Lists count as the same in any order, and so do the parts of what is in them. */
export function isSameSetting(left: unknown, right: unknown): boolean {
  return canonicalText(left) === canonicalText(right);
}

/** The database hands parts of an item back in an order of its own. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const parts = Object.entries(value).map(([key, part]) => `${key}:${canonicalText(part)}`);
  return `{${parts.toSorted().join()}}`;
}
