import type { Block } from '../../tree.ts';
import type { Line } from './page-lines.ts';
import type { PageText } from './page-text.ts';

/** Letters of fonts for code are mostly this wide, in shares of their size. */
const USUAL_WIDTH = 0.6;
/** A text of fewer letters does not tell how wide one is. */
const FEWEST_LETTERS = 3;
/** Lines further apart than this, in shares of their size, have empty ones between them. */
const APART = 1.9;
const MOST_EMPTY = 4;
/** No line has more blanks at once. */
const MOST_BLANKS = 200;

/** Code as it stands on the page: where a letter stands in its line is told by its place. */
export function codeOf(lines: readonly Line[]): Block {
  const texts = lines.map((line) => line.segments.flatMap(({ texts: own }) => own).map(fromLeft));
  const width = letterWidth(texts.flat()) || (lines[0]?.size ?? 1) * USUAL_WIDTH;
  const left = texts.flat().reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
  const step = stepOf(lines);
  const written = lines.flatMap((line, index) => {
    const before = lines[index - 1];
    const gap = before === undefined ? 0 : line.y - before.y;
    const empty = gap > line.size * APART ? Math.max(1, Math.round(gap / step) - 1) : 0;
    const own = inPlaces(texts[index] ?? [], { left, width });
    return [...Array<string>(Math.min(MOST_EMPTY, empty)).fill(''), own];
  });
  return { type: 'code', text: written.join('\n'), language: '' };
}

/** Code is read from the left on any page. */
const fromLeft = (text: PageText): PageText =>
  text.mirror === undefined ? text : { ...text, x: text.mirror - text.x - text.width };

/** The texts of a line with as many blanks before each as its place says. */
function inPlaces(
  texts: readonly PageText[],
  { left, width }: { left: number; width: number },
): string {
  let line = '';
  let last: PageText | undefined;
  for (const text of texts.toSorted((one, other) => one.x - other.x)) {
    // The same text drawn twice, a little aside, is how some programs make it bold.
    if (last?.text === text.text && text.x - last.x < width / 2) continue;
    const end = last === undefined ? left : last.x + last.width;
    const blanks = Math.round((text.x - end) / width);
    line += ' '.repeat(Math.min(MOST_BLANKS, Math.max(0, blanks))) + text.text;
    last = text;
  }
  return line;
}

function letterWidth(texts: readonly PageText[]): number {
  const widths = texts
    .filter(({ text, isFixedWidth }) => isFixedWidth && text.length >= FEWEST_LETTERS)
    .map(({ text, width }) => width / text.length)
    .toSorted((one, other) => one - other);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** From one line to the next where none is empty between them. */
function stepOf(lines: readonly Line[]): number {
  const steps = lines.slice(1).map(({ y }, index) => y - (lines[index]?.y ?? y));
  const size = lines[0]?.size ?? 1;
  return steps.filter((step) => step > size * 0.8).reduce((a, b) => Math.min(a, b), size * APART);
}
