import pg from 'pg';

/** OID of timestamptz. */
export const TIMESTAMPTZ = 1184;

const parseAny: (text: string) => unknown = pg.types.getTypeParser(TIMESTAMPTZ);

/**
 * A timestamptz as PostgreSQL writes it, `2026-01-31 23:59:59.123456+00`, as a Date. What is not in
 * that form (another zone, infinity, years of other than four digits) is left to the driver's own
 * parser, which takes many times as long.
 */
export function parseTimestamp(text: string): unknown {
  const isUsual = text.endsWith('+00') && text[4] === '-' && text[10] === ' ' && text.length >= 22;
  const year = numberAt(text, 0, 4);
  // Date.UTC takes smaller ones for years of the twentieth century.
  if (!isUsual || year < 100) return parseAny(text);
  return new Date(
    Date.UTC(
      year,
      numberAt(text, 5, 7) - 1,
      numberAt(text, 8, 10),
      numberAt(text, 11, 13),
      numberAt(text, 14, 16),
      numberAt(text, 17, 19),
      millisecondsOf(text),
    ),
  );
}

/** The fraction is written without trailing zeros; what is below a millisecond is dropped. */
function millisecondsOf(text: string): number {
  const end = Math.min(text.length - 3, 23);
  return end <= 20 ? 0 : numberAt(text, 20, end) * 10 ** (23 - end);
}

function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}
