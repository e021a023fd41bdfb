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

export function inSpace(key: string, condition?: string): string {
  const space = `space = ${quoted(key)} and type in (page, blogpost)`;
  return condition ? `${space} and ${condition}` : space;
}
