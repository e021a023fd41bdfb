import { type Line, type Segment, segmentOf, textOfSegment } from './page-lines.ts';
import { placesOf } from './page-links.ts';
import type { PageText } from './page-text.ts';

/** Numbers that end as near as this to each other, in points, end in one column. */
const SLACK = 1;
/** A gap as wide as this, in shares of the size, is one between cells without any doubt. */
const SURE = 1.4;
/** Rows of a table are nearer than this, in shares of their size. */
const FURTHEST_ROW = 4;
const MOST_ROWS = 200;

const NUMBER = /^[\s€$£+-]*\d[\d.,]*\s*%?$/;
/** A number right behind a word, or behind a blank; of a long text its end is enough. */
const LAST_NUMBER = /\p{L}[^\d]*[^\d.,\s]?\s?(\d[\d.,]*%?)$/u;
const LONGEST_END = 60;

const lastNumber = (text: string) => LAST_NUMBER.exec(text.trimEnd().slice(-LONGEST_END))?.[1];

/**
 * Lines whose words reach up to a number that ends where numbers of other rows do: it is a cell of its
 * own, though no gap is left before it.
 */
export function withEndedCells(lines: readonly Line[]): Line[] {
  const ends = lines.map(sureEnds);
  return lines.map((line, at) => {
    if (line.isCode || !line.segments.some(endsInNumber)) return line;
    const segments = line.segments.flatMap((one) =>
      endsInNumber(one) ? cellsOf(one, endsAt(one.right, { lines, ends, at })) : [one],
    );
    return segments.length > line.segments.length ? { ...line, segments, parts: segments } : line;
  });
}

const endsInNumber = (segment: Segment) =>
  !segment.table && lastNumber(textOfSegment(segment)) !== undefined;

type Rows = { lines: readonly Line[]; ends: readonly End[][]; at: number };

/** Which numbers of the rows around a line end at a place, behind a gap that only tables have. */
function endsAt(place: number, { lines, ends, at }: Rows): End[] {
  const around: End[] = [];
  for (const step of [-1, 1]) {
    let before = lines[at];
    for (let next = at + step; Math.abs(next - at) < MOST_ROWS; next += step) {
      const line = lines[next];
      const gap = line && before ? Math.abs(line.y - before.y) : Number.POSITIVE_INFINITY;
      if (!line || gap > line.size * FURTHEST_ROW || line.segments.length < 2) break;
      // No others are near to one that is near: a page of numbers has thousands.
      const own = ends[next]?.filter((end) => Math.abs(end.at - place) <= 2 * SLACK) ?? [];
      around.push(...own);
      before = line;
    }
  }
  const numbers = around.filter(({ isNumber }) => isNumber);
  return around.filter((end) => {
    const isThere = (one: End) => isNear(one.at, end.at);
    // It takes two rows to show where a column ends.
    const isShown = around.some((one) => one !== end && isThere(one));
    // The name of a column may end where its numbers do; names alone are no numbers.
    return isNear(end.at, place) && isShown && numbers.some(isThere);
  });
}

type End = { left: number; at: number; isNumber: boolean };

function sureEnds({ segments, size }: Line): End[] {
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    const isSure = before !== undefined && segment.left - before.right > size * SURE;
    const isNumber = NUMBER.test(textOfSegment(segment));
    return isSure ? [{ left: segment.left, at: segment.right, isNumber }] : [];
  });
}

const isNear = (one: number, other: number) => Math.abs(one - other) <= SLACK;

function cellsOf(segment: Segment, ends: readonly End[]): Segment[] {
  const last = segment.texts.at(-1);
  if (!last || ends.length === 0) return [segment];
  const number = lastNumber(last.text);
  if (number === undefined) return [segment];
  const at = last.text.lastIndexOf(number);
  const words = last.text.slice(0, at).trimEnd();
  // Others of the column may be wider: it begins where they do.
  const place = Math.min(placesOf(last)[at] ?? last.x, ...ends.map(({ left }) => left));
  const before: PageText = { ...last, text: words, width: place - last.x };
  const cell: PageText = { ...last, text: number, x: place, width: last.x + last.width - place };
  return [
    { ...segmentOf([...segment.texts.slice(0, -1), before]), isCell: segment.isCell },
    { ...segmentOf([cell]), isCell: true },
  ];
}
