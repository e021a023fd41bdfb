import { type RawBuilder, sql } from 'kysely';

/**
 * What people type, as a `tsquery`: words, "phrases", -without, or; the last word also finds
 * what begins with it, for a search while typing.
 */
export function toTsQuery(query: string): RawBuilder<unknown> {
  const whole = sql`websearch_to_tsquery('simple', ${query})`;
  const [, before, last] = /^(.*?)(?<![-"\p{L}\p{N}_])([\p{L}\p{N}_]+)$/su.exec(query) ?? [];
  const isInQuotes = (query.split('"').length - 1) % 2 === 1;
  if (last === undefined || isInQuotes) return whole;
  const prefix = sql`to_tsquery('simple', ${`'${last}':*`})`;
  if (!before?.trim()) return sql`(${whole} || ${prefix})`;
  return sql`(${whole} || (websearch_to_tsquery('simple', ${before}) && ${prefix}))`;
}

/** Where the next page begins: after this order value and id. */
export type Cursor = { order: number; id: string };

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.order, cursor.id])).toString('base64url');
}

/** Undefined for anything that we did not write. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(value)) return undefined;
    const [order, id] = value as unknown[];
    const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    return typeof order === 'number' && isId ? { order, id } : undefined;
  } catch {
    return undefined;
  }
}
