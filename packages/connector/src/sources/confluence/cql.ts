/** A value as CQL reads it: in double quotes, with quotes and backslashes escaped. */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

export function quotedList(values: readonly string[]): string {
  return `(${values.map(quoted).join(', ')})`;
}

/** What the settings leave in and out, beside the spaces. */
export type Filters = {
  include_labels?: string[] | undefined;
  exclude_labels?: string[] | undefined;
  cql?: string | undefined;
};

/** CQL for what must be found, or undefined when there is no such filter. */
export function wantedCql(filters: Filters): string | undefined {
  const labels = filters.include_labels ?? [];
  const parts = [
    ...(labels.length > 0 ? [`label in ${quotedList(labels)}`] : []),
    ...(filters.cql ? [`(${filters.cql})`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

/** CQL for what must not be found. Asked on its own: `label not in` behaves differently per version. */
export function unwantedCql(filters: Filters): string | undefined {
  const labels = filters.exclude_labels ?? [];
  return labels.length > 0 ? `label in ${quotedList(labels)}` : undefined;
}

export function hasFilters(filters: Filters): boolean {
  return wantedCql(filters) !== undefined || unwantedCql(filters) !== undefined;
}

export function inSpace(key: string, condition?: string): string {
  const space = `space = ${quoted(key)} and type in (page, blogpost)`;
  return condition ? `${space} and ${condition}` : space;
}

export function inSpaces(keys: readonly string[], condition?: string): string {
  const spaces = `space in ${quotedList(keys)} and type in (page, blogpost)`;
  return condition ? `${spaces} and ${condition}` : spaces;
}

/**
 * What changed since a time. CQL knows whole minutes, in the zone of the account; the index is
 * late and has its own idea of when something happened. So more than a day is asked for again,
 * and versions are compared. In the order of creation, which no edit meanwhile changes.
 */
export function changedSince(keys: readonly string[], given: ChangedSince): string {
  const from = new Date(Date.parse(given.since) - OVERLAP_MS).toISOString();
  const types = given.withAttachments ? 'page, blogpost, attachment' : 'page, blogpost';
  return `space in ${quotedList(keys)} and type in (${types}) and lastmodified >= "${from.slice(0, 16).replace('T', ' ')}" order by created asc`;
}

export type ChangedSince = { since: string; withAttachments: boolean };

/** All zones lie within 14 hours; the rest is for the index. */
const OVERLAP_MS = 26 * 3600 * 1000;
