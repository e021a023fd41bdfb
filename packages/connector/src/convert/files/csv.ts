import papa from 'papaparse';
import { MOST_CHARACTERS, writeMarkdown } from '../markdown/write-markdown.ts';
import { plainRun, type Run } from '../tree.ts';
import { withBareQuotes, withWholeQuotes } from './csv-quotes.ts';

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
  papa.parse<string[]>(wellQuoted(rest, separator), {
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

const wellQuoted = (text: string, separator: string) =>
  withWholeQuotes(withBareQuotes(withDoubledQuotes(text, separator), separator), separator);

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
  // A first line without any sign that splits it is the name of the only column.
  const isList = best.score === 0 && !SEPARATORS.some((one) => headOf(start).includes(one));
  return { separator: isList ? NO_SEPARATOR : best.score > 0 ? best.separator : ',', rest: text };
}

/** A sign that no text has. */
const NO_SEPARATOR = '\u001f';

const headOf = (text: string) => text.trimStart().split('\n', 1)[0] ?? '';

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
