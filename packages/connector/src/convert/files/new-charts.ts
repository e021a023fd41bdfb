import { type Chart, MOST_POINTS, type Series, shownPoint } from './chart-series.ts';
import { readXml } from './read-xml.ts';

type Data = Pick<Series, 'categories' | 'values'>;

/**
 * Charts that came with Office 2016: waterfalls, funnels, maps, charts of boxes and trees
 * ([MS-ODRAWXML], 2.24.3). Their numbers stand apart from the series that show them.
 */
export function readNewChart(xml: string): Chart {
  const chart: Chart = { titles: [], series: [] };
  const data = new Map<string, Data>();
  let current: Data | undefined;
  let part: keyof Data | undefined;
  let place = 0;
  let format = '';
  let isTitle = false;
  let text: string | undefined;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'data') {
        current = { categories: [], values: [] };
        data.set(attributes.id ?? '', current);
      } else if (name === 'strDim') part = attributes.type === 'cat' ? 'categories' : undefined;
      else if (name === 'numDim') part = 'values';
      else if (name === 'lvl') format = attributes.formatCode ?? '';
      else if (name === 'title') isTitle = true;
      else if (name === 'series')
        chart.series.push({ name: '', categories: [], values: [], notes: [] });
      else if (name === 'dataId') {
        const shown = data.get(attributes.val ?? '');
        Object.assign(chart.series.at(-1) ?? {}, shown);
      }
      if (name === 'pt') place = Number(attributes.idx) || 0;
      if (name === 'pt' || name === 'v') text = '';
    },
    text: (piece) => {
      if (text !== undefined) text += piece;
    },
    close: (name) => {
      const shown = text?.trim() ?? '';
      if (name === 'pt' && current && part && place < MOST_POINTS) {
        const inner = current[part][place];
        const value = shownPoint(shown, part === 'values' ? format : '');
        current[part][place] = inner === undefined ? value : `${value} ${inner}`;
      } else if (name === 'v' && shown !== '') {
        const series = chart.series.at(-1);
        if (isTitle) chart.titles.push(shown);
        else if (series) series.name ||= shown;
      } else if (name === 'title') isTitle = false;
      if (name === 'pt' || name === 'v') text = undefined;
    },
  });
  return chart;
}
