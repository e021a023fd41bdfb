import { type Line, textOfLine } from './page-lines.ts';

const FEWEST_NAMES = 2;
/** To the cells below, in shares of its size. */
const CLOSE = 2.2;

export type PageLines = { lines: Line[]; height: number };

/** Lines at the head and the foot of a page that may be those of every page. */
const LINES_AT_EDGE = 3;
/** How far into a page its head and foot reach. */
const EDGE = 0.1;
/** Titles and numbers may stand further in, where nothing else is near: in shares of a page and of their size. */
const FAR_EDGE = 0.2;
const ALONE = 2;
/** A title of parts that counts the pages is one on so few of them. */
const FEWEST_COUNTED = 2;
/** Left and right pages may have titles of their own. */
const SHARE = 0.45;
/** In shares of running text: smaller than it, and as large as headings are. */
const SMALLER = 0.97;
const LARGER = 1.1;

/**
 * Takes out what stands in the same place of most pages: running titles, page numbers.
 * @param size of running text
 */
export function withoutRepeated(pages: readonly PageLines[], size: number): Line[][] {
  const written = pages.filter(({ lines }) => lines.length > 0);
  if (written.length < 2) return pages.map(({ lines }) => lines);
  // Two pages may begin alike without a title that runs, so that only their very edge counts.
  const atEdge = written.length < 3 ? 1 : LINES_AT_EDGE;
  const keysOf = pages.map(
    (page, index) =>
      new Map(
        edgesOf(page, atEdge).map(({ line, isFar }) => [
          line,
          keysOfLine(line, { index, size, isFar }),
        ]),
      ),
  );
  const counts = new Map<string, number>();
  for (const lines of keysOf) {
    for (const key of new Set([...lines.values()].flat())) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const most = Math.max(Math.min(3, written.length), written.length * SHARE);
  const isRepeated = (line: Line, keys: readonly string[] = []) =>
    keys.some((key) => {
      const isCounted = line.segments.length > 1 && key.includes(COUNTED);
      return (counts.get(key) ?? 0) >= (isCounted ? FEWEST_COUNTED : most);
    });
  return pages.map(({ lines }, index) =>
    lines.filter(
      (line, at) =>
        !isRepeated(line, keysOf[index]?.get(line)) || namesColumns(line, lines[at + 1]),
    ),
  );
}

/** Lines that stand in no head or foot of their pages; all of them where there are no others. */
export function withoutEdges(pages: readonly PageLines[]): Line[] {
  const inner = pages.flatMap((page) => {
    const edges = new Set(edgesOf(page, LINES_AT_EDGE).map(({ line }) => line));
    return page.lines.filter((line) => !edges.has(line));
  });
  return inner.length > 0 ? inner : pages.flatMap(({ lines }) => lines);
}

/** Names of a table that goes on from page to page stand on all of them, right above its cells. */
function namesColumns(line: Line, next: Line | undefined): boolean {
  if (!next || line.segments.length < FEWEST_NAMES) return false;
  const isClose = next.y > line.y && next.y - line.y < line.size * CLOSE;
  const isAbove = line.segments.every((name) =>
    next.segments.some(({ left, right }) => left < name.right && right > name.left),
  );
  return isClose && next.segments.length === line.segments.length && isAbove;
}

function edgesOf({ lines, height }: PageLines, atEdge: number): { line: Line; isFar: boolean }[] {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  const head = sorted.slice(0, atEdge).filter(({ y }) => y < height * EDGE);
  const foot = sorted.slice(-atEdge).filter(({ y }) => y > height * (1 - EDGE));
  const near = [...head, ...foot].map((line) => ({ line, isFar: false }));
  const [first, second] = sorted;
  const [before, last] = sorted.slice(-2);
  const isAlone = (line: Line | undefined, other: Line | undefined): line is Line =>
    line !== undefined &&
    other !== undefined &&
    Math.abs(line.y - other.y) > ALONE * Math.max(line.size, other.size);
  const far = [
    ...(head.length === 0 && isAlone(first, second) && first.y < height * FAR_EDGE ? [first] : []),
    ...(foot.length === 0 && isAlone(last, before) && last.y > height * (1 - FAR_EDGE)
      ? [last]
      : []),
  ];
  return [...near, ...far.map((line) => ({ line, isFar: true }))];
}

const COUNTED = '#=';

/**
 * What a line may be repeated as, heights differing by a little: to the sign; with a number that
 * counts the pages; in small print with any numbers. “Step 1” and “Step 2” as headings of their pages
 * are no such line.
 */
function keysOfLine(
  line: Line,
  { index, size, isFar }: { index: number; size: number; isFar: boolean },
): string[] {
  const text = textOfLine(line).trim();
  const place = Math.round(line.y / 6);
  const counted =
    line.size < size * LARGER ? [countedFrom(text, index), countedTo(text, index)] : [];
  const small = line.size < size * SMALLER ? [withoutNumbers(text)] : [];
  const keys = isFar ? counted.filter((key) => key !== text) : [text, ...counted, ...small];
  return keys.map((key) => `${place} ${key}`);
}

const fromPage = (number: string, page: number) => `${COUNTED}${Number(number) - page}`;

/** The first number, and the last one, counted from that of the page. */
const countedFrom = (text: string, page: number) =>
  text.replace(/\d{1,6}/, (number) => fromPage(number, page));
const countedTo = (text: string, page: number) =>
  text.replace(/\d{1,6}(?=\D*$)/, (number) => fromPage(number, page));

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, '#').replace(/\b[ivxlc]{1,7}\b/gi, '#');
}
