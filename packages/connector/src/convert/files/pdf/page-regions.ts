import { type Line, lineFrom, type Segment, textOfLine } from './page-lines.ts';

/** Fewer lines than this are no column. */
const FEWEST_LINES = 4;
const DEEPEST = 4;
/** Lines of columns are sentences; those of a table’s cells are shorter. */
const SHORTEST_LINE = 18;

/**
 * The lines of a page in the order in which they are read: where a gap runs down between
 * sentences, first what is left of it and then what is right; lines that reach over the gap (a
 * title, a wide figure) part what is above them from what is below.
 */
export function readingOrder(lines: readonly Line[], depth = 0): Line[] {
  const gutter = depth < DEEPEST ? gutterOf(lines) : undefined;
  if (gutter === undefined) return [...lines];
  const ordered: Line[] = [];
  let band: Line[] = [];
  const endBand = () => {
    ordered.push(...columnsOf(band, gutter, depth));
    band = [];
  };
  for (const line of lines) {
    if (!crosses(line, gutter)) band.push(line);
    else {
      endBand();
      ordered.push(line);
    }
  }
  endBand();
  return ordered;
}

export function crosses({ segments }: Line, at: number): boolean {
  return segments.some(({ left, right }) => left < at && right > at);
}

function columnsOf(band: readonly Line[], gutter: number, depth: number): Line[] {
  const sides = [true, false].map((isLeft) => sideOf(band, gutter, isLeft));
  if (!sides.every(isColumn)) return [...band];
  return sides.flatMap((side) => readingOrder(side, depth + 1));
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
