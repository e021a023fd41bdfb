/** So much more than the line above, a line is indented on purpose. */
const INDENT = 4;
const TAB = 8;
/** Parts of a line stand apart, as in the columns of a table. */
const GAP = /( {3,})/;
/** Further lines of a paragraph, and signs of a line, are not looked at. */
const MOST_LINES = 200;
const LONGEST_LINE = 500;
/** The sign or number of a point, behind which its text goes on in the next lines. */
const POINT = /^ *(?:[-*+•o]|\(?\w{1,3}[.)]) +/;

/**
 * Whether lines of a plain text say something by their blanks: a program, a table, a drawing. Anywhere
 * else blanks in a row are one.
 */
export function isLaidOut(lines: readonly string[]): boolean {
  if (isInBraces(lines)) return true;
  if (lines.length < 2 || !lines.some((line) => line.includes('   ') || line.includes('\t'))) {
    return false;
  }
  const shown = lines.slice(0, MOST_LINES).map((line) => withBlanks(line.slice(0, LONGEST_LINE)));
  return isIndented(shown) || hasColumns(shown);
}

/** A program, or its data, that begins and ends with a brace. */
function isInBraces(lines: readonly string[]): boolean {
  const [first = '', second = ''] = lines;
  const begins = /[{[]$/.test(first.slice(-1)) && indentOf(second) > indentOf(first);
  return begins && /^[}\]]/.test(lines.at(-1)?.trimStart() ?? '');
}

function isIndented(lines: readonly string[]): boolean {
  return lines.some((line, index) => {
    const above = lines[index - 1];
    const more = above === undefined ? 0 : indentOf(line) - indentOf(above);
    return more >= INDENT && indentOf(line) > (POINT.exec(above ?? '')?.[0].length ?? 0);
  });
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Where the parts of two lines begin, or end, below each other. */
function hasColumns(lines: readonly string[]): boolean {
  const seen = new Set<string>();
  return lines.some((line) => {
    const places = placesIn(line);
    const isBelow = places.some((place) => seen.has(place));
    for (const place of places) seen.add(place);
    return isBelow;
  });
}

/** Of all parts but the first, which begins where all lines do. */
function placesIn(line: string): string[] {
  const indent = indentOf(line);
  const parts = line.trimStart().split(GAP);
  const places: string[] = [];
  let at = indent;
  for (const [index, part] of parts.entries()) {
    const isText = index % 2 === 0;
    if (isText && index > 0) places.push(`from ${at}`, `to ${at + part.length}`);
    at += part.length;
  }
  return places;
}

/** With tabs as the blanks that they stand for. */
function withBlanks(line: string): string {
  const [first = '', ...others] = line.split('\t');
  return others.reduce(
    (shown, part) => shown + ' '.repeat(TAB - (shown.length % TAB)) + part,
    first,
  );
}
