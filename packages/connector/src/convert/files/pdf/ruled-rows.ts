import type { PageText } from './page-text.ts';

type Put = { text: PageText; column: number };

/** Texts on one height, in shares of their size. */
const SAME_HEIGHT = 0.4;
/** The share of lines that begin in the first column, and of those that fill others. */
const FIRST = 0.8;
const FILLED = 0.6;
/** The share of lines of a column that go on with a word in small letters. */
const FLOW = 0.3;
/** So many lines below each other are no cells that wrap, whatever they hold. */
const FEWEST_LINES = 3;

/**
 * What stands between two lines of a table, as the rows that it is: many tables have a line below
 * their names and at their end only. Cells that wrap are one row.
 */
export function linesInRow<T extends Put>(put: readonly T[]): T[][] {
  const lines = linesOf(put);
  if (lines.length < 2 || !areRows(lines)) return [[...put]];
  const first = Math.min(...put.map(({ column }) => column));
  const rows: T[][] = [];
  for (const line of lines) {
    const last = rows.at(-1);
    const goesOn = last && !line.some(({ column }) => column === first) && line.every(isSmall);
    if (goesOn) last.push(...line);
    else rows.push(line);
  }
  return rows;
}

function linesOf<T extends Put>(put: readonly T[]): T[][] {
  const lines: T[][] = [];
  let height = Number.NEGATIVE_INFINITY;
  for (const one of put.toSorted((a, b) => a.text.y - b.text.y)) {
    const isSame = one.text.y - height < one.text.size * SAME_HEIGHT;
    if (isSame) lines.at(-1)?.push(one);
    else lines.push([one]);
    if (!isSame) height = one.text.y;
  }
  return lines;
}

function areRows<T extends Put>(lines: readonly T[][]): boolean {
  const all = lines.flat();
  const columns = [...Map.groupBy(all, ({ column }) => column)].toSorted(([a], [b]) => a - b);
  const [first] = columns;
  if (!first || columns.length < 2) return false;
  const share = (is: (line: T[]) => boolean) => lines.filter(is).length / lines.length;
  const isFirst = share((line) => line.some(({ column }) => column === first[0])) >= FIRST;
  const isFilled = share((line) => new Set(line.map(({ column }) => column)).size > 1) >= FILLED;
  const isProse = columns.some(([, own]) => own.filter(isSmall).length > own.length * FLOW);
  const hasNumbers = columns.some(([, own]) => own.length > 1 && own.every(isNumber));
  return isFirst && isFilled && !isProse && (hasNumbers || lines.length >= FEWEST_LINES);
}

const isSmall = ({ text }: Put) => /^\s*\p{Ll}/u.test(text.text.slice(0, 5));
const isNumber = ({ text }: Put) => /^[\s\d.,%+\-–()€$£]+$/.test(text.text);
