import { type Line, type Segment, segmentOf } from './page-lines.ts';
import { placesOf } from './page-links.ts';
import type { PageText } from './page-text.ts';

/** Texts that begin as near as this to each other, in points, begin in one column. */
const SLACK = 1;
/** A gap as wide as this, in shares of the size, is one between cells without any doubt. */
const SURE = 1.4;
/** Words of running text begin below each other by chance, though not in so many lines. */
const FEWEST_ROWS = 3;
const FEWEST_SURE = 2;
const FURTHEST_ROW = 4;
/** More rows than this are looked at in pieces. */
const MOST_ROWS = 200;
/** A word that is further from where a column begins, in shares of the size, begins no cell. */
const NEAR = 0.9;

/**
 * Lines whose cells stand close: where texts begin below each other in several lines, a
 * column begins, though the gap before it is no wider than a blank. One of them has to have a gap
 * that only tables have.
 */
export function withAlignedCells(lines: readonly Line[]): Line[] {
  const out: Line[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    if (at < lines.length && at - from < MOST_ROWS && isNextRow(lines[at - 1], lines[at])) continue;
    out.push(...alignedRows(lines.slice(from, at)));
    from = at;
  }
  return out;
}

function isNextRow(before: Line | undefined, line: Line | undefined): boolean {
  if (!before || !line || line.isCode) return false;
  const gap = line.y - before.y;
  return gap > 0 && gap < Math.max(line.size, before.size) * FURTHEST_ROW;
}

/** Where a column begins, and the first and the last row that show it. */
type Start = { left: number; from: number; until: number };

function alignedRows(rows: readonly Line[]): Line[] {
  const columns = startsOfColumns(rows);
  if (columns.length === 0) return [...rows];
  return rows.map((row, at) => {
    // The next row may be one whose full cell hides it.
    const starts = columns
      .filter(({ from, until }) => at >= from - 1 && at <= until + 1)
      .map(({ left }) => left);
    // A line of text between rows stays one.
    if (!placesIn(row, at).some(({ left }) => isOneOf(starts, left))) return row;
    const segments = row.segments.flatMap((one) => cellsOf(one, starts));
    return { ...row, segments, parts: segments };
  });
}

/** Where texts begin in several of these lines, in one of them at least behind a gap that is sure. */
function startsOfColumns(rows: readonly Line[]): Start[] {
  const all = rows.flatMap(placesIn).toSorted((one, other) => one.left - other.left);
  const starts: Start[] = [];
  /** Where a column begins if there are others. */
  const likely: Start[] = [];
  for (let at = 0; at < all.length; ) {
    const left = all[at]?.left ?? 0;
    let until = at;
    while ((all[until]?.left ?? Number.POSITIVE_INFINITY) - left <= SLACK) until += 1;
    const found = all.slice(at, until);
    const shown = rowsOf(found);
    const sure = rowsOf(found.filter(({ isSure }) => isSure)).length;
    const start = { left, from: Math.min(...shown), until: Math.max(...shown) };
    if (sure >= FEWEST_SURE || (sure > 0 && shown.length >= FEWEST_ROWS)) starts.push(start);
    else if (sure > 0 && shown.length > 1) likely.push(start);
    at = until;
  }
  return starts.length > 0 ? [...starts, ...likely] : [];
}

const rowsOf = (places: readonly Place[]) => [...new Set(places.map(({ row }) => row))];

type Place = { left: number; row: number; isSure: boolean };

/** Where the texts of a line begin, but for the first. */
function placesIn({ segments, size }: Line, row: number): Place[] {
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    const isSure = before !== undefined && segment.left - before.right > size * SURE;
    return segment.texts
      .slice(before ? 0 : 1)
      .map(({ x }, at) => ({ left: x, row, isSure: isSure && at === 0 }));
  });
}

const isOneOf = (starts: readonly number[], left: number) =>
  starts.some((start) => Math.abs(start - left) <= SLACK);

/** A segment in as many as columns begin within it. */
function cellsOf(segment: Segment, starts: readonly number[]): Segment[] {
  if (segment.table) return [segment];
  const own = isOneOf(starts, segment.left) ? { ...segment, isCell: true } : segment;
  const within = starts
    .filter((start) => start > own.left + SLACK && start < own.right - SLACK)
    .toSorted((one, other) => one - other);
  if (within.length === 0) return [own];
  const groups: PageText[][] = [[]];
  for (const text of own.texts.flatMap((one) => partsOf(one, within))) {
    if (isOneOf(within, text.x)) groups.push([]);
    groups.at(-1)?.push(text);
  }
  const [first = [], ...rest] = groups.filter((group) => group.length > 0);
  const cells = rest.map((group) => ({ ...segmentOf(group), isCell: true }));
  return [{ ...segmentOf(first), isCell: own.isCell }, ...cells];
}

/** A text in parts, at the words that are next to where columns begin. */
function partsOf(text: PageText, starts: readonly number[]): PageText[] {
  const places = placesOf(text);
  const cuts = starts.flatMap((start) => {
    const blanks = places.flatMap((place, at) =>
      mayBegin(text.text, at) && Math.abs(place - start) < text.size * NEAR
        ? [{ at, start, place }]
        : [],
    );
    const [nearest] = blanks.toSorted(
      (one, other) => Math.abs(one.place - start) - Math.abs(other.place - start),
    );
    return nearest ? [nearest] : [];
  });
  const parts: PageText[] = [];
  let from = 0;
  let x = text.x;
  for (const { at, start } of cuts) {
    const piece = text.text.slice(from, at).trimEnd();
    if (piece === '') continue;
    parts.push({ ...text, text: piece, x, width: (places[at - 1] ?? start) - x });
    from = at;
    x = start;
  }
  return [...parts, { ...text, text: text.text.slice(from), x, width: text.x + text.width - x }];
}

/** After a blank, or where a word and a number touch, which people do not write. */
function mayBegin(text: string, at: number): boolean {
  const [before = ' ', after = ' '] = [text[at - 1], text[at]];
  const isWordAndNumber = /\p{L}/u.test(before)
    ? /\d/.test(after)
    : /\d/.test(before) && /\p{L}/u.test(after);
  return before === ' ' || isWordAndNumber;
}
