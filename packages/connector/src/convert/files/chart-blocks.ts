import { type Block, plainRun, type Run, type Table } from '../tree.ts';
import { paragraphsIn } from './drawing-texts.ts';
import { readXml } from './read-xml.ts';
import { createShowValues } from './xlsx/show-value.ts';

/** One row of bars, one line, one pie. */
type Series = { name: string; categories: string[]; values: string[] };

const MOST_POINTS = 2_000;
const PARTS: Record<string, 'name' | 'categories' | 'values'> = {
  tx: 'name',
  cat: 'categories',
  xVal: 'categories',
  val: 'values',
  yVal: 'values',
};

/** What a chart of Office says: its titles, and the numbers that it shows as a table. */
export function chartBlocks(xml: string): Block[] {
  const tables = Map.groupBy(readSeries(xml), ({ categories }) => JSON.stringify(categories));
  return [...paragraphsIn(xml), ...tables.values().map(tableOf)];
}

function tableOf(series: readonly Series[]): Table {
  const categories = series[0]?.categories ?? [];
  const count = Math.max(categories.length, ...series.map(({ values }) => values.length));
  const cell = (text: string | undefined): Run[] => (text ? [plainRun(text)] : []);
  const rows = Array.from({ length: Math.min(count, MOST_POINTS) }, (_, row) => [
    cell(categories[row]),
    ...series.map(({ values }) => cell(values[row])),
  ]);
  const head = [[], ...series.map(({ name }) => cell(name))];
  return { type: 'table', hasHeader: true, rows: [head, ...rows] };
}

/** The series as the program that made the file last saw them (ECMA-376, 21.2.2.164). */
function readSeries(xml: string): Series[] {
  const found: Series[] = [];
  let part: 'name' | 'categories' | 'values' | undefined;
  let place = 0;
  let format = '';
  let text: string | undefined;
  const put = (series: Series, value: string) => {
    if (part === 'name') series.name ||= value.trim();
    else if (part && place < MOST_POINTS) {
      const inner = series[part][place];
      // Categories of several levels come from the inside to the outside.
      series[part][place] = inner === undefined ? shown(value, format) : `${value} ${inner}`;
    }
  };
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'ser') found.push({ name: '', categories: [], values: [] });
      if (found.length > 0 && PARTS[name]) {
        part = PARTS[name];
        format = '';
        place = 0;
      }
      if (name === 'pt') place = Number(attributes.idx) || 0;
      if (name === 'v' || name === 'formatCode') text = '';
    },
    text: (piece) => {
      if (text !== undefined) text += piece;
    },
    close: (name) => {
      const series = found.at(-1);
      if (name === 'formatCode') format = text ?? '';
      if (name === 'v' && series && part) put(series, text ?? '');
      if (name === 'v' || name === 'formatCode') text = undefined;
      if (PARTS[name] || name === 'ser') part = undefined;
    },
  });
  return found.filter(({ values, categories }) => values.length + categories.length > 0);
}

function shown(value: string, format: string): string {
  return format === '' ? value : createShowValues([{ format, marks: 0 }], false).number(value, 0);
}
