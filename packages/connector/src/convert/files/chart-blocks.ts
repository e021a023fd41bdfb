import { type Block, plainRun, type Run, type Table } from '../tree.ts';
import { type Chart, MOST_POINTS, type Series, shownPoint } from './chart-series.ts';
import { readNewChart } from './new-charts.ts';
import { readXml, type XmlAttributes } from './read-xml.ts';
import { paragraphsIn } from './shown-shapes.ts';

type Part = keyof Series;
const PARTS: Record<string, Part> = {
  tx: 'name',
  cat: 'categories',
  xVal: 'categories',
  val: 'values',
  yVal: 'values',
  bubbleSize: 'notes',
  dlblRangeCache: 'notes',
};

/**
 * What a chart of Office says: its titles, and the numbers that it shows as a table.
 * @param isDrawnFromCells its numbers stand in a table beside it
 */
export function chartBlocks(xml: string, isDrawnFromCells = false): Block[] {
  const chart = /<(?:\w{1,20}:)?chartData[\s>]/.test(xml) ? readNewChart(xml) : readChart(xml);
  const titles = chart.titles.map((text): Block => ({ type: 'paragraph', runs: [plainRun(text)] }));
  const texts = [...titles, ...paragraphsIn(xml)];
  if (isDrawnFromCells) return texts;
  const shown = chart.series.filter(({ values, categories }) => values.length + categories.length);
  const tables = Map.groupBy(shown, ({ categories }) => JSON.stringify(categories));
  return [...texts, ...tables.values().map(tableOf)];
}

function tableOf(series: readonly Series[]): Table {
  const categories = series[0]?.categories ?? [];
  const count = Math.max(categories.length, ...series.map(({ values }) => values.length));
  const cell = (text: string | undefined, note?: string): Run[] => {
    const shown = [text, note && `(${note})`].filter((one) => one).join(' ');
    return shown ? [plainRun(shown)] : [];
  };
  const rows = Array.from({ length: Math.min(count, MOST_POINTS) }, (_, row) => [
    cell(categories[row]),
    ...series.map(({ values, notes }) => cell(values[row], notes[row])),
  ]);
  const head = [[], ...series.map(({ name }) => cell(name))];
  return { type: 'table', hasHeader: true, rows: [head, ...rows] };
}

/** The series as the program that made the file last saw them (ECMA-376, 21.2.2.164). */
function readChart(xml: string): Chart {
  const chart: Chart = { titles: [], series: [] };
  let part: Part | undefined;
  let place = 0;
  let formats = { part: '', point: '' };
  let is1904 = false;
  /** Elements around what is read that is not part of a series: titles, and series that are filtered out. */
  let titles = 0;
  let filtered = 0;
  let text: string | undefined;
  const put = (series: Series, value: string) => {
    if (part === 'name') series.name ||= value.trim();
    else if (part && place < MOST_POINTS) {
      const inner = series[part][place];
      const shown = shownPoint(value, formats.point || formats.part, is1904);
      // Categories of several levels come from the inside to the outside.
      series[part][place] = inner === undefined ? shown : `${value} ${inner}`;
    }
  };
  const openPart = (name: string, attributes: XmlAttributes) => {
    if (name === 'ser') chart.series.push({ name: '', categories: [], values: [], notes: [] });
    if (chart.series.length > 0 && PARTS[name] && titles === 0) {
      part = PARTS[name];
      formats = { part: '', point: '' };
      place = 0;
    }
    if (name === 'pt') {
      place = Number(attributes.idx) || 0;
      formats.point = attributes.formatCode ?? '';
    }
    if (name === 'v' || name === 'formatCode') text = '';
  };
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'title') titles += 1;
      if (name.startsWith(FILTERED)) filtered += 1;
      if (name === 'date1904') is1904 = attributes.val !== '0' && attributes.val !== 'false';
      if (filtered === 0) openPart(name, attributes);
    },
    text: (piece) => {
      if (text !== undefined) text += piece;
    },
    close: (name) => {
      if (name === 'title') titles -= 1;
      if (name.startsWith(FILTERED)) filtered -= 1;
      const series = chart.series.at(-1);
      if (name === 'formatCode') formats.part = text ?? '';
      if (name === 'v' && titles > 0 && text?.trim()) chart.titles.push(text.trim());
      else if (name === 'v' && series && part) put(series, text ?? '');
      if (name === 'v' || name === 'formatCode') text = undefined;
      if (PARTS[name] || name === 'ser') part = undefined;
    },
  });
  return chart;
}

const FILTERED = 'filtered';
