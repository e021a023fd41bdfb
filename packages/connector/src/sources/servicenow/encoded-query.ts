import { SourceError } from '../source.ts';

const CONDITION =
  /^([a-z][a-z0-9_]*)(NOT IN|NOT LIKE|ISNOTEMPTY|ISEMPTY|STARTSWITH|ENDSWITH|LIKE|IN|!=|>=|<=|>|<|=)(.*)$/s;

/**
 * Takes an encoded query apart into its groups (`^NQ`), each a text of conditions. ServiceNow
 * drops a condition that it does not understand and then finds everything, so whatever is not
 * known for sure is refused: `validation_failed`.
 * @param fields names of the table's own fields
 */
export function readEncodedQuery(text: string, fields: ReadonlySet<string>): string[] {
  const bare = text.trim().replace(/\^EQ$/, '');
  if (bare === '') return [''];
  return bare.split('^NQ').map((group) => {
    const parts = group.split('^').filter((part) => part !== '');
    if (parts.length === 0) throw refused('it has an empty part');
    for (const [index, part] of parts.entries()) checkCondition(part, { index, fields });
    return parts.join('^');
  });
}

function checkCondition(
  part: string,
  { index, fields }: { index: number; fields: ReadonlySet<string> },
): void {
  if (/^(ORDERBY|GROUPBY)/.test(part)) throw refused('it must not have ORDERBY or GROUPBY');
  const isAlternative = index > 0 && part.startsWith('OR') && !fields.has(part);
  const [, field = '', operator = '', value = ''] =
    CONDITION.exec(isAlternative ? part.slice(2) : part) ?? [];
  if (operator === '') throw refused(`“${part.slice(0, 60)}” is not understood`);
  if (!fields.has(field)) throw refused(`the table has no field “${field}” that we may read`);
  const needsNoValue = operator === 'ISEMPTY' || operator === 'ISNOTEMPTY';
  if ((value === '') !== needsNoValue && operator !== '=' && operator !== '!=') {
    throw refused(`“${part.slice(0, 60)}” lacks its value`);
  }
  if (/javascript:/i.test(value)) throw refused('scripts are not allowed in it');
}

function refused(why: string): SourceError {
  return new SourceError('validation_failed', `The query of this table cannot be used: ${why}.`);
}

/** Adds conditions to each group, for `^NQ` would bind them to the last one only. */
export function composeQuery(groups: readonly string[], ...conditions: string[]): string {
  const more = conditions.filter((condition) => condition !== '');
  const joined = groups.map((group) => [group, ...more].filter((part) => part !== '').join('^'));
  return joined.join('^NQ');
}

const SYS_ID = /^[0-9a-f]{32}$/;

export const isSysId = (text: string) => SYS_ID.test(text);

/** No escape exists for `^` and `,`, so only sys_ids get in. */
export function inIds(field: string, ids: readonly string[]): string {
  if (!ids.every(isSysId)) {
    throw new SourceError('upstream_error', 'ServiceNow gave an id that is not a sys_id.');
  }
  return `${field}IN${ids.join(',')}`;
}

/** Moves `YYYY-MM-DD HH:MM:SS` back. */
export function earlier(literal: string, minutes: number): string {
  const at = Date.parse(`${literal.replace(' ', 'T')}Z`);
  if (Number.isNaN(at)) return '1970-01-01 00:00:00';
  return new Date(at - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
