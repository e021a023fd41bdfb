import { type Line, textOfLine } from './page-lines.ts';

export type PageLines = { lines: Line[]; height: number };

/** Lines at the head and the foot of a page that may be those of every page. */
const LINES_AT_EDGE = 3;
/** How far into a page its head and foot reach. */
const EDGE = 0.1;
/** Left and right pages may have titles of their own. */
const SHARE = 0.45;

/** Takes out what stands in the same place of most pages: running titles, page numbers. */
export function withoutRepeated(pages: readonly PageLines[]): Line[][] {
  const written = pages.filter(({ lines }) => lines.length > 0);
  if (written.length < 2) return pages.map(({ lines }) => lines);
  // Two pages may begin alike without a title that runs, so that only their very edge counts.
  const atEdge = written.length < 3 ? 1 : LINES_AT_EDGE;
  const counts = new Map<string, number>();
  for (const page of written) {
    const keys = new Set(edgesOf(page, atEdge).map(keyOf));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(Math.min(3, written.length), written.length * SHARE);
  return pages.map((page) => {
    const repeated = edgesOf(page, atEdge).filter((line) => (counts.get(keyOf(line)) ?? 0) >= most);
    return page.lines.filter((line) => !repeated.includes(line));
  });
}

function edgesOf({ lines, height }: PageLines, atEdge: number): Line[] {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  const head = sorted.slice(0, atEdge).filter(({ y }) => y < height * EDGE);
  const foot = sorted.slice(-atEdge).filter(({ y }) => y > height * (1 - EDGE));
  return [...head, ...foot];
}

/** Numbers differ from page to page, and heights by a little. */
function keyOf(line: Line): string {
  const text = textOfLine(line)
    .replace(/\d+/g, '#')
    .replace(/\b[ivxlc]{1,7}\b/gi, '#');
  return `${Math.round(line.y / 6)} ${text.trim()}`;
}
