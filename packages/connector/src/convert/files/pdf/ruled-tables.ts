import { type Rules, rulesIn } from './drawn-rules.ts';
import { isLonePoint, type Line } from './page-lines.ts';
import { placesOf } from './page-links.ts';
import { operationsOf, type Page } from './page-operations.ts';
import type { PageText } from './page-text.ts';
import { type Grid, gridsOf } from './rule-grids.ts';
import { linesInRow } from './ruled-rows.ts';
import type { Transform } from './transform.ts';

/** Fewer than these are a box or a frame. */
const FEWEST_ROWS = 2;
const FEWEST_COLUMNS = 2;
const FEWEST_FILLED = 3;
/** The share of cells that hold something; drawings have lines as well, and few words between them. */
const FILLED = 0.3;
/** A cell is at least so high, in shares of the size of its text: letters may have boxes of their own. */
const LOWEST = 0.95;
/** The middle of a text’s small letters above its line, in shares of its size. */
const MIDDLE = 0.3;
/** Numbers of tables behind those that the tags of a file tell. */
const FIRST_TABLE = 1_000_000;

/** A text, and the place in a grid whose cell holds it. */
export type Put = { text: PageText; row: number; column: number };

/** A gap that blanks of justified text hardly reach, in shares of its size. */
const APART = 1.4;
/** Lines that have texts so far apart. Of pages without them nothing is gained by their drawing. */
const FEWEST_APART = 2;
/** After so many pages whose lines made no table, only those with more such lines are looked at. */
const MOST_FRUITLESS = 8;
const FEWEST_APART_THEN = 6;

/**
 * Whether a table may be on a page: to read what a page draws takes half as long again as its texts.
 * @param fruitless how many pages of the file were looked at in vain
 */
export function mayHoldTable(lines: readonly Line[], fruitless: number): boolean {
  const isApart = ({ segments, size, isCode }: Line) => {
    const [first] = segments;
    if (!first || isCode || (segments.length === 2 && isLonePoint(first))) return false;
    return segments.some(({ left }, at) => left - (segments[at - 1]?.right ?? left) > size * APART);
  };
  const fewest = fruitless < MOST_FRUITLESS ? FEWEST_APART : FEWEST_APART_THEN;
  return lines.filter(isApart).length >= fewest;
}

/** The texts of a page with the cells that its lines make; undefined where there are none. */
export async function ruledTexts(
  page: Page,
  { texts, view }: { texts: readonly PageText[]; view: Transform },
): Promise<PageText[] | undefined> {
  const operations = await operationsOf(page).catch(() => undefined);
  if (!operations) return undefined;
  const marked = withRuledCells(texts, await rulesIn(operations, view));
  return marked.some(({ cell }) => cell) ? marked : undefined;
}

/** The texts of a page, with the cells of those that stand in tables drawn with lines. */
export function withRuledCells(texts: readonly PageText[], rules: Rules): PageText[] {
  let kept = [...texts];
  for (const [index, grid] of gridsOf(rules).entries()) {
    const isWithin = withinOf(grid);
    const inside = kept.filter(isWithin);
    const table = inside.length > 0 && cellsIn(inside, grid, FIRST_TABLE + index);
    if (!table) continue;
    kept = [...kept.filter((text) => !isWithin(text)), ...table];
  }
  return kept;
}

function withinOf({ xs, ys }: Grid): (text: PageText) => boolean {
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)];
  return ({ x, y, width, size, cell }) => {
    const [middle, height] = [x + Math.min(width, size) / 2, y - size * MIDDLE];
    const isInside = middle > left && middle < right && height > top && height < bottom;
    return isInside && cell === undefined;
  };
}

/** Undefined where lines only frame texts, or part them otherwise than tables do. */
function cellsIn(texts: readonly PageText[], grid: Grid, table: number): PageText[] | undefined {
  const put = texts.flatMap((text) => partsIn(text, grid));
  const { width, rowOf, title } = rowsIn(put, grid);
  const rows = new Set(put.map((one) => rowOf.get(one)));
  const columns = new Set(put.map(({ column }) => column));
  const filled = new Set(put.map((one) => `${rowOf.get(one)} ${one.column}`));
  const isTable =
    rows.size >= FEWEST_ROWS && columns.size >= FEWEST_COLUMNS && filled.size >= FEWEST_FILLED;
  if (!isTable || isDrawing(put, grid)) return undefined;
  return put.map((one) => {
    if (title.has(one)) return one.text;
    const cell = { table, row: rowOf.get(one) ?? one.row, cell: one.column, columns: width };
    return { ...one.text, cell };
  });
}

/** A frame with a text and some words beside it. */
const FEW_CELLS = 8;
const MOST_OF_TEXT = 0.6;
const LONG_TEXT = 200;

function isDrawing(put: readonly Put[], { xs, ys, cellAt }: Grid): boolean {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const cells = new Set<number>();
  for (let at = 0; at < columns * rows; at += 1) {
    cells.add(cellAt(Math.floor(at / columns), at % columns));
  }
  const filled = new Set(put.map(({ row, column }) => cellAt(row, column)));
  const isLow = put.some(
    ({ text, row }) => (ys[row + 1] ?? 0) - (ys[row] ?? 0) < text.size * LOWEST,
  );
  return isLow || filled.size < cells.size * FILLED || isFrame(put, filled.size);
}

function isFrame(put: readonly Put[], cells: number): boolean {
  const letters = new Map<string, number>();
  for (const { row, column, text } of put) {
    const key = `${row} ${column}`;
    letters.set(key, (letters.get(key) ?? 0) + text.text.length);
  }
  const all = [...letters.values()].reduce((sum, one) => sum + one, 0);
  const most = Math.max(...letters.values());
  return cells < FEW_CELLS && most > LONG_TEXT && most > all * MOST_OF_TEXT;
}

/** A text in its cells: pdf.js takes texts for one whose cells hardly stand apart. */
function partsIn(text: PageText, { xs, ys, cellAt }: Grid): Put[] {
  const columns = xs.length - 1;
  const row = placeIn(ys, text.y - text.size * MIDDLE);
  const cellOf = (x: number) => cellAt(row, placeIn(xs, x));
  const walls = xs.slice(1, -1).filter((x, index) => {
    const isInText = x > text.x + text.size * 0.2 && x < text.x + text.width - text.size * 0.2;
    return isInText && cellAt(row, index) !== cellAt(row, index + 1);
  });
  return cutAt(text, walls).map((part) => {
    const first = cellOf(part.x + Math.min(part.width, part.size) / 2);
    return { text: part, row: Math.floor(first / columns), column: first % columns };
  });
}

/** Which of the gaps between places holds one. */
function placeIn(places: readonly number[], at: number): number {
  const found = places.findIndex((place) => place > at) - 1;
  return found === -2 ? places.length - 2 : Math.max(0, found);
}

/** How far from a line, in shares of its size, the blank may be where a text is cut. */
const NEAR = 1.2;

function cutAt(text: PageText, walls: readonly number[]): PageText[] {
  if (walls.length === 0) return [text];
  const places = placesOf(text);
  const parts: PageText[] = [];
  let from = 0;
  for (const wall of walls) {
    const at = cutNear(text, places, wall);
    if (at <= from) continue;
    parts.push(partOf(text, places, { from, until: at }));
    from = at;
  }
  return [...parts, partOf(text, places, { from, until: text.text.length })].filter(
    (part) => part.text.trim() !== '',
  );
}

/** The blank next to a line; where none is near, the letter. */
function cutNear(text: PageText, places: readonly number[], wall: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, place] of places.entries()) {
    const [before = ' ', after = ' '] = [text.text[at - 1], text.text[at]];
    const isBlank = /\s/.test(before) || /\s/.test(after);
    const isChange = /\d/.test(before) !== /\d/.test(after);
    const away = Math.abs(place - wall) / text.size;
    const cost = away + (isBlank && away < NEAR ? 0 : isChange ? NEAR * 0.6 : NEAR);
    if (cost < least) [best, least] = [at, cost];
  }
  return best;
}

function partOf(
  text: PageText,
  places: readonly number[],
  { from, until }: { from: number; until: number },
): PageText {
  const piece = text.text.slice(from, until);
  const blanks = piece.length - piece.trimStart().length;
  const [x = text.x, right = x] = [places[from + blanks], places[until]];
  return { ...text, text: piece.trim(), x, width: Math.max(0, right - x) };
}

type Rows = {
  width: number;
  rowOf: Map<Put, number>;
  /** What stands above the table in a frame over all of its columns. */
  title: Set<Put>;
};

/** The rows of a table, from above: one between two lines may hold several. */
function rowsIn(put: readonly Put[], { xs, ys, cellAt }: Grid): Rows {
  const width = xs.length - 1;
  const bands = [...Map.groupBy(put, ({ row }) => row)].toSorted(([one], [other]) => one - other);
  const rowOf = new Map<Put, number>();
  const title = new Set<Put>();
  let count = 0;
  for (const [index, [row, own]] of bands.entries()) {
    const isWide = cellAt(row, 0) === cellAt(row, width - 1);
    if (index === 0 && isWide && bands.length > 1) for (const one of own) title.add(one);
    const mayHoldMore = bands.length - title.size <= MOST_BANDS || ys.length === 2;
    const lines = mayHoldMore ? linesInRow(own) : [own];
    for (const line of lines) {
      for (const one of line) rowOf.set(one, count);
      count += 1;
    }
  }
  return { width, rowOf, title };
}

/** A table with more lines between its rows than this has one between any two. */
const MOST_BANDS = 4;
