import { type Line, textOfLine } from './page-lines.ts';

/** Lines at the head and the foot of a page that may be those of every page. */
const LINES_AT_EDGE = 3;
/** Left and right pages may have titles of their own. */
const SHARE = 0.45;

/** Takes out what stands in the same place of most pages: running titles, page numbers. */
export function withoutRepeated(pages: readonly Line[][]): Line[][] {
  const written = pages.filter((lines) => lines.length > 0);
  if (written.length < 2) return [...pages];
  // Two pages may begin alike without having a title that runs; only their very edge is looked at.
  const lines = written.length < 3 ? 1 : LINES_AT_EDGE;
  const counts = new Map<string, number>();
  for (const page of written) {
    for (const key of new Set(edgesOf(page, lines).map(keyOf)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(Math.min(3, written.length), written.length * SHARE);
  return pages.map((page) => {
    const edges = new Set(edgesOf(page, lines));
    return page.filter((line) => !edges.has(line) || (counts.get(keyOf(line)) ?? 0) < most);
  });
}

function edgesOf(page: readonly Line[], lines: number): Line[] {
  const sorted = page.toSorted((one, other) => one.y - other.y);
  if (sorted.length <= lines * 2) return sorted;
  return [...sorted.slice(0, lines), ...sorted.slice(-lines)];
}

/** Numbers differ from page to page, and heights by a little. */
function keyOf(line: Line): string {
  const text = textOfLine(line)
    .replace(/\d+/g, '#')
    .replace(/\b[ivxlc]{1,7}\b/gi, '#');
  return `${Math.round(line.y / 6)} ${text.trim()}`;
}
