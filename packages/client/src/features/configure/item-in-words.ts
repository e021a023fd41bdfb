/** An item of a list that is set: a text, or a table and its query, “incident (active=true)”. */
export function itemInWords(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { table, query } = item as { table?: string; query?: string };
  return query ? `${table} (${query})` : String(table);
}
