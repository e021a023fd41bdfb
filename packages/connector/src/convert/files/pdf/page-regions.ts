import { apartFromNotes } from './footnotes.ts';
import { type Line, lineFrom, type Segment, textOfLine } from './page-lines.ts';
import { areRowsOfLongCells } from './row-bands.ts';

/** Fewer lines than this are no column. */
const FEWEST_LINES = 4;
const DEEPEST = 4;
/** Lines of columns are sentences; those of a table’s cells are shorter. */
const SHORTEST_LINE = 18;

/** What is known of the columns of a file: where the last ones were parted. */
export type KnownColumns = { gutter: number | undefined };

/**
 * The lines of a page in the order in which they are read: where a gap runs down between
 * sentences, first what is left of it and then what is right; lines that reach over the gap (a
 * title, a wide figure) part what is above them from what is below.
 */
export function readingOrder(lines: readonly Line[], known?: KnownColumns, depth = 0): Line[] {
  const found = depth < DEEPEST ? gutterOf(lines) : undefined;
  const ordered = found === undefined ? undefined : orderedBy(lines, { gutter: found, depth });
  if (known && found !== undefined && ordered?.hasColumns) known.gutter = found;
  if (ordered?.hasColumns || known?.gutter === undefined) return ordered?.lines ?? [...lines];
  // The last page of a text in columns may have few lines in the last of them.
  return orderedBy(lines, { gutter: known.gutter, depth, mayEnd: true }).lines;
}

type Way = { gutter: number; depth: number; mayEnd?: boolean };

function orderedBy(lines: readonly Line[], way: Way): { lines: Line[]; hasColumns: boolean } {
  const ordered: Line[] = [];
  let band: Line[] = [];
  let hasColumns = false;
  const endBand = () => {
    const columns = columnsOf(band, way);
    if (columns) hasColumns = true;
    ordered.push(...(columns ?? band));
    band = [];
  };
  for (const line of lines) {
    if (!crosses(line, way.gutter)) band.push(line);
    else {
      endBand();
      ordered.push(line);
    }
  }
  endBand();
  return { lines: ordered, hasColumns };
}

export function crosses({ segments }: Line, at: number): boolean {
  return segments.some(({ left, right }) => left < at && right > at);
}

/** Undefined where no columns stand beside each other. */
function columnsOf(band: readonly Line[], { gutter, depth, mayEnd }: Way): Line[] | undefined {
  const [left = [], right = []] = [true, false].map((isLeft) => sideOf(band, gutter, isLeft));
  const areColumns = isColumn(left) && (isColumn(right) || (mayEnd && isEnd(right, left)));
  if (!areColumns || areRowsOfLongCells(band, gutter)) return undefined;
  const body = sizeOf(band);
  const sides = [left, right].map((side) => apartFromNotes(side, body));
  return [
    ...sides.flatMap(({ text }) => readingOrder(text, undefined, depth + 1)),
    ...sides.flatMap(({ notes }) => notes),
  ];
}

const FEWEST_LAST = 2;
/** Lines of a column are nearer than this, in shares of their size. */
const NEAR = 3;

/** Whether few lines are the last ones of a text: they begin as high as the others, and end before them. */
function isEnd(last: readonly Line[], others: readonly Line[]): boolean {
  const [first] = last;
  const top = others[0];
  const end = last.at(-1);
  if (!first || !top || !end || last.length < FEWEST_LAST) return false;
  const isDense = last.every(
    ({ y, size }, at) => at === 0 || y - (last[at - 1]?.y ?? y) < size * NEAR,
  );
  const letters = last.reduce((sum, line) => sum + textOfLine(line).length, 0);
  const isProse = letters / last.length >= SHORTEST_LINE;
  return (
    isDense && isProse && first.y - top.y < first.size * NEAR && end.y < (others.at(-1)?.y ?? 0)
  );
}

/** Of most letters. */
function sizeOf(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    letters.set(line.size, (letters.get(line.size) ?? 0) + textOfLine(line).length);
  }
  return [...letters].reduce((one, other) => (other[1] > one[1] ? other : one), [0, 0])[0];
}

export function sideOf(lines: readonly Line[], at: number, isLeft: boolean): Line[] {
  return lines.flatMap((line) => {
    const segments = line.segments.filter(({ left }) => left < at === isLeft);
    return segments.length > 0 ? [lineFrom(segments)] : [];
  });
}

function isColumn(lines: readonly Line[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const letters = lines.reduce((sum, line) => sum + textOfLine(line).length, 0);
  return letters / lines.length >= SHORTEST_LINE;
}

/** The place that most gaps within lines have in common; undefined where few have one. */
function gutterOf(lines: readonly Line[]): number | undefined {
  const edges = lines
    .flatMap(({ segments }) => gapsOf(segments))
    .flatMap(({ from, until }) => [
      { at: from, step: 1 },
      { at: until, step: -1 },
    ])
    .toSorted((one, other) => one.at - other.at || one.step - other.step);
  let open = 0;
  let most = 0;
  let place: number | undefined;
  for (const [index, { at, step }] of edges.entries()) {
    open += step;
    if (open <= most) continue;
    most = open;
    place = (at + (edges[index + 1]?.at ?? at)) / 2;
  }
  return most >= Math.max(FEWEST_LINES, lines.length * 0.2) ? place : undefined;
}

function gapsOf(segments: readonly Segment[]): { from: number; until: number }[] {
  return segments
    .slice(1)
    .map(({ left }, index) => ({ from: segments[index]?.right ?? left, until: left }));
}
