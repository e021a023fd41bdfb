import type { DocumentSearchRequest } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';

/** What the conditions read of a row of `documents`. */
export const NARROWED_BY = sql.raw('path, author, updated_at');

type Narrowing = Pick<DocumentSearchRequest, 'connection_id' | 'path' | 'author' | 'updated_after'>;

/** What a search is narrowed down to, for the same `where` as what the reader may read. */
export function narrowedTo(asked: Narrowing): RawBuilder<unknown>[] {
  const { connection_id: connectionId, path, author, updated_after: after } = asked;
  const conditions: RawBuilder<unknown>[] = [];
  if (connectionId) conditions.push(sql`documents.connection_id = ${connectionId}::uuid`);
  // By its number: not every year of a date can be written for the database.
  if (after !== undefined)
    conditions.push(sql`documents.updated_at > to_timestamp(${Date.parse(after)}::float8 / 1000)`);
  if (author !== undefined)
    conditions.push(sql`normalize(documents.author) ~ ${inAnyCase(author)}`);
  if (path !== undefined)
    conditions.push(sql`(select normalize(string_agg(step, ' / ' order by place))
      from jsonb_array_elements_text(documents.path) with ordinality steps (step, place))
      ~ ${inAnyCase(path)}`);
  return conditions;
}

/**
 * A regular expression for a text in whichever case. What is upper and lower case is told here: the
 * database folds letters by its ctype, and some know of none but those of ASCII.
 */
function inAnyCase(text: string): string {
  const signs = [...text.normalize('NFC')];
  return signs.map((sign) => `[${casesOf(sign).map(escaped).join('')}]`).join('');
}

/** One that becomes several in the other case, as ß does, stays as it is. */
function casesOf(sign: string): string[] {
  const cases = [sign, sign.toLowerCase(), sign.toUpperCase()];
  return [...new Set(cases)].filter((one) => [...one].length === 1);
}

/** Within brackets. */
const escaped = (sign: string): string => (/[\\\]^[-]/.test(sign) ? `\\${sign}` : sign);
