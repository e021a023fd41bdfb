import { type Line, textOfLine } from './page-lines.ts';

/** Lines at the head and the foot of a page that may be those of every page. */
const LINES_AT_EDGE = 3;
const FEWEST_PAGES = 3;
const SHARE = 0.6;

/** Takes out what stands in the same place of most pages: running titles, page numbers. */
export function withoutRepeated(pages: readonly Line[][]): Line[][] {
  const written = pages.filter((lines) => lines.length > 0);
  if (written.length < FEWEST_PAGES) return [...pages];
  const counts = new Map<string, number>();
  for (const page of written) {
    for (const key of new Set(edgesOf(page).map(keyOf)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Left and right pages may have titles of their own.
  const most = Math.max(FEWEST_PAGES, written.length * SHARE * 0.7);
  return pages.map((page) => {
    const edges = new Set(edgesOf(page));
    return page.filter((line) => !edges.has(line) || (counts.get(keyOf(line)) ?? 0) < most);
  });
}

function edgesOf(page: readonly Line[]): Line[] {
  const sorted = page.toSorted((one, other) => one.y - other.y);
  if (sorted.length <= LINES_AT_EDGE * 2) return sorted;
  return [...sorted.slice(0, LINES_AT_EDGE), ...sorted.slice(-LINES_AT_EDGE)];
}

/** Numbers differ from page to page, and heights by a little. */
function keyOf(line: Line): string {
  const text = textOfLine(line)
    .replace(/\d+/g, '#')
    .replace(/\b[ivxlc]{1,7}\b/gi, '#');
  return `${Math.round(line.y / 6)} ${text.trim()}`;
}
