import papa from 'papaparse';
import { MOST_CHARACTERS, writeMarkdown } from '../markdown/write-markdown.ts';
import { plainRun, type Run } from '../tree.ts';

/** A table; what is over the bounds of a document is counted. */
export function csvToMarkdown(text: string, given?: string): string {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  const { separator, rest } = separatorOf(content, given);
  const rows: Run[][][] = [];
  let leftOut = 0;
  let length = 0;
  papa.parse<string[]>(rest, {
    delimiter: separator,
    quoteChar: '"',
    step: ({ data }) => {
      if (data.every((cell) => cell.trim() === '')) return;
      if (length > MOST_CHARACTERS) leftOut += 1;
      else {
        rows.push(data.map((cell) => (cell.trim() === '' ? [] : [plainRun(cell.trim())])));
        length += data.reduce((sum, cell) => sum + cell.length + 3, 2);
      }
    },
  });
  if (rows.length === 0) return '';
  const table = writeMarkdown([{ type: 'table', hasHeader: true, rows }], MOST_CHARACTERS * 2);
  return leftOut > 0 ? `${table}\n\n*${leftOut} more rows are left out.*` : table;
}

const SEPARATORS = [',', ';', '\t', '|'];
const LINES_LOOKED_AT = 20;

/** As Excel writes it in the first line (`sep=;`), or the sign that splits the first rows best. */
function separatorOf(text: string, given: string | undefined): { separator: string; rest: string } {
  const first = text.slice(0, 10).split(/\r?\n/, 1)[0] ?? '';
  const named = /^sep=(.)$/i.exec(first)?.[1];
  if (named !== undefined) {
    return { separator: named, rest: text.slice(text.indexOf('\n') + 1) };
  }
  if (given !== undefined) return { separator: given, rest: text };
  const start = text.slice(0, 50_000);
  const scored = SEPARATORS.map((separator) => ({ separator, score: scoreOf(start, separator) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return { separator: best.score > 0 ? best.separator : ',', rest: text };
}

/** How many columns most rows agree in; the more rows, the surer. */
function scoreOf(text: string, separator: string): number {
  const { data, errors } = papa.parse<string[]>(text, {
    delimiter: separator,
    preview: LINES_LOOKED_AT,
    skipEmptyLines: true,
  });
  const widths = Map.groupBy(data, (row) => row.length);
  const [width, rows] = [...widths].reduce<[number, unknown[]]>(
    (best, one) => (one[1].length > best[1].length ? one : best),
    [0, []],
  );
  const isSplit = width > 1;
  return isSplit ? (rows.length / data.length) * 100 + data.length - errors.length * 50 : 0;
}
