import papa from 'papaparse';
import { MOST_CHARACTERS, writeMarkdown } from '../markdown/write-markdown.ts';
import { plainRun, type Run } from '../tree.ts';

/** A table; what is over the bounds of a document is counted. */
export function csvToMarkdown(text: string, given?: string): string {
  // One file may have lines of several systems in it.
  const content = text
    .replace(/^\ufeff/, '')
    .replaceAll('\u0000', '')
    .replace(/\r\n?/g, '\n');
  const { separator, rest } = separatorOf(content, given);
  const rows: Run[][][] = [];
  let leftOut = 0;
  let length = 0;
  papa.parse<string[]>(withBareQuotes(withDoubledQuotes(rest, separator), separator), {
    delimiter: separator,
    newline: '\n',
    quoteChar: '"',
    step: ({ data }) => {
      if (data.every((cell) => cell.trim() === '')) return;
      if (length > MOST_CHARACTERS) leftOut += 1;
      else {
        rows.push(data.map(runsOf));
        length += data.reduce((sum, cell) => sum + cell.length + 3, 2);
      }
    },
  });
  if (rows.length === 0) return '';
  const table = writeMarkdown([{ type: 'table', hasHeader: true, rows }], MOST_CHARACTERS * 2);
  return leftOut > 0 ? `${table}\n\n*${leftOut} more rows are left out.*` : table;
}

/** Some keep programs from counting with a text by making a formula of it (`="0012"`). */
function runsOf(cell: string): Run[] {
  const text = cell.trim();
  const kept = text.startsWith('="') ? (/^="([^"]*)"$/.exec(text)?.[1] ?? text) : text;
  return kept === '' ? [] : [plainRun(kept)];
}

const SEPARATORS = [',', ';', '\t', '|'];
const LINES_LOOKED_AT = 20;
const LONGEST_SAMPLE = 50_000;

/** As Excel writes it in the first line (`sep=;`), or the sign that splits the first rows best. */
function separatorOf(text: string, given: string | undefined): { separator: string; rest: string } {
  const first = text.slice(0, 10).split('\n', 1)[0] ?? '';
  const named = /^"?sep=(.)"?$/i.exec(first)?.[1];
  if (named !== undefined) {
    return { separator: named, rest: text.slice(text.indexOf('\n') + 1) };
  }
  if (given !== undefined) return { separator: given, rest: text };
  const start = text.slice(0, LONGEST_SAMPLE);
  const scored = SEPARATORS.map((separator) => ({ separator, score: scoreOf(start, separator) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return { separator: best.score > 0 ? best.separator : ',', rest: text };
}

/**
 * How many columns most rows agree in; the more rows, the surer, and less so where blanks follow
 * the sign as they do in sentences.
 */
function scoreOf(text: string, separator: string): number {
  const { data, errors } = papa.parse<string[]>(withBareQuotes(text, separator), {
    delimiter: separator,
    newline: '\n',
    preview: LINES_LOOKED_AT,
    skipEmptyLines: true,
  });
  const widths = Map.groupBy(data, (row) => row.length);
  const [width, rows] = [...widths].reduce<[number, unknown[]]>(
    (best, one) => (one[1].length > best[1].length ? one : best),
    [0, []],
  );
  if (width < 2) return 0;
  const inSentences = data.filter((row) =>
    row.slice(1).some((cell) => cell.startsWith(' ')),
  ).length;
  const agreeing = (rows.length - inSentences / 4) / data.length;
  return Math.max(1, agreeing * 100 + data.length - errors.length * 50);
}

/**
 * Databases write `\"` for a quote within quotes, where RFC 4180 has `""`. A backslash may as well be
 * the last sign of a cell, so that the rows say which of the two it is.
 */
function withDoubledQuotes(text: string, separator: string): string {
  const first = text.indexOf('\\"');
  if (first < 0) return text;
  const doubled = (part: string) =>
    part.replace(/\\(["\\])/g, (_, sign: string) => (sign === '"' ? '""' : sign));
  const line = text.lastIndexOf('\n', first) + 1;
  const sample = text.slice(line, line + LONGEST_SAMPLE);
  const isBetter = scoreOf(doubled(sample), separator) > scoreOf(sample, separator);
  return isBetter ? doubled(text) : text;
}

/** Some write blanks between a separator and the quote that begins a cell (`a, "b, c"`). */
function withBareQuotes(text: string, separator: string): string {
  if (!text.includes(`${separator} `) || separator === ' ') return text;
  const parts: string[] = [];
  let from = 0;
  let isCellStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isCellStart && (sign === '"' || sign === ' ')) {
      const start = sign === '"' ? at : endOfBlanks(text, at);
      if (text[start] === '"') {
        parts.push(text.slice(from, at));
        from = start;
        at = endOfQuoted(text, start, separator);
      } else at = start - 1;
      isCellStart = false;
    } else isCellStart = sign === separator || sign === '\n';
  }
  return parts.join('') + text.slice(from);
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

/** The quote that ends a cell, or the end of the text where none does. */
function endOfQuoted(text: string, start: number, separator: string): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at += 1;
    else {
      const after = text[endOfBlanks(text, at + 1)];
      if (after === undefined || after === separator || after === '\n') return at;
    }
  }
  return text.length;
}
