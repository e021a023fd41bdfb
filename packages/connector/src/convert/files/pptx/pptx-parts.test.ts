import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { buildPptx, buildZip, relations } from '../../testing/build-office.ts';
import { pptxToMarkdown } from './pptx.ts';

const run = (text: string, inner = '') => `<a:r><a:rPr>${inner}</a:rPr><a:t>${text}</a:t></a:r>`;
const p = (content: string, set = '') => `<a:p>${set}${content}</a:p>`;
const shape = (content: string, place = '', own = '') =>
  `<p:sp><p:nvSpPr>${own}<p:nvPr>${place}</p:nvPr></p:nvSpPr><p:txBody>${content}</p:txBody></p:sp>`;
const named = (more: string, inner = '') => `<p:cNvPr id="2" name="x" ${more}>${inner}</p:cNvPr>`;
const frame = (content: string) => `<p:graphicFrame>${content}</p:graphicFrame>`;
const tree = (content: string) => `<p:cSld><p:spTree>${content}</p:spTree></p:cSld>`;

const SLIDE = 'ppt/slides/_rels/slide0.xml.rels';
const read = (slide: string, parts: Record<string, string> = {}) =>
  pptxToMarkdown(buildZip({ ...unzipSync(buildPptx(slide)), ...parts }));

test.each([
  ['a shape', shape(p(run('secret')), '', named('hidden="1"'))],
  [
    'a group',
    `<p:grpSp><p:nvGrpSpPr>${named('hidden="true"')}</p:nvGrpSpPr>${shape(p(run('secret')))}<p:pic>${named('descr="secret"')}</p:pic></p:grpSp>`,
  ],
])('%s that is hidden is told', async (_, hidden) => {
  expect(await read(hidden + shape(p(run('seen'))))).toBe(
    '## Slide 1\n\nseen\n\n*A hidden shape is left out.*',
  );
});

test('notes are paragraphs with their links', async () => {
  const link = run('there', '<a:hlinkClick r:id="h"/>');
  const notes = shape(p(run('first')) + p(link), '<p:ph type="body"/>');
  const parts = {
    [SLIDE]: relations(['n', 'notesSlide', '../notes.xml']),
    'ppt/notes.xml': `<p:notes xmlns:p="p" xmlns:a="a" xmlns:r="r">${tree(notes)}</p:notes>`,
    'ppt/_rels/notes.xml.rels': relations(['h', 'hyperlink', 'https://a.example/x']),
  };
  expect(await read('', parts)).toBe(
    '## Slide 1\n\n> **Notes:**\n>\n> first\n>\n> [there](https://a.example/x)',
  );
});

test('a comment is told as a whole, its replies behind it', async () => {
  const text = (...parts: string[]) =>
    `<x:txBody><a:p>${parts.map((part) => run(part)).join('')}</a:p></x:txBody>`;
  const parts = {
    [SLIDE]: relations(['c', 'comments', '../comments.xml']),
    'ppt/comments.xml': `<x:cmLst xmlns:x="x" xmlns:a="a"><x:cm><x:replyLst><x:reply>${text('Done.')}</x:reply></x:replyLst>${text('Please ', 'check &amp; ', 'tell')}</x:cm></x:cmLst>`,
  };
  expect(await read('', parts)).toBe(
    '## Slide 1\n\n**Comment:** Please check & tell\n\n**Comment:** Done.',
  );
});

test('charts stand in their place, with formats of single points and titles from cells', async () => {
  const values = (name: string, ...points: string[]) =>
    `<c:${name}>${points.map((value, at) => `<c:pt idx="${at}" ${at === 0 && name === 'val' ? 'formatCode="0%"' : ''}><c:v>${value}</c:v></c:pt>`).join('')}</c:${name}>`;
  const series = (name: string, more = '') =>
    `<c:ser>${values('tx', name)}${values('cat', 'Q1', 'Q2')}${values('val', '0.5', '2')}${more}</c:ser>`;
  const title =
    '<c:title><c:tx><c:strRef><c:pt idx="0"><c:v>Share</c:v></c:pt></c:strRef></c:tx></c:title>';
  const filtered = `<c15:filteredBarSeries>${series('Gone')}</c15:filteredBarSeries>`;
  const parts = {
    [SLIDE]: relations(['c1', 'chart', '../chart.xml']),
    'ppt/chart.xml': `<c:chart xmlns:c="c">${title}${series('North', values('dlblRangeCache', 'best'))}${filtered}</c:chart>`,
  };
  const chart = frame('<c:chart xmlns:c="c" r:id="c1"/>');
  expect(await read(chart + shape(p(run('after'))), parts)).toBe(
    '## Slide 1\n\nShare\n\n|  | North |\n| --- | --- |\n| Q1 | 50% (best) |\n| Q2 | 2 |\n\nafter',
  );
});

test('a chart of the kinds that came in 2016', async () => {
  const data =
    '<x:data id="0"><x:strDim type="cat"><x:lvl><x:pt idx="0">Start</x:pt><x:pt idx="1">End</x:pt></x:lvl></x:strDim><x:numDim type="val"><x:lvl formatCode="0.0"><x:pt idx="0">10</x:pt><x:pt idx="1">25</x:pt></x:lvl></x:numDim></x:data>';
  const text = (words: string) => `<x:tx><x:txData><x:v>${words}</x:v></x:txData></x:tx>`;
  const parts = {
    [SLIDE]: relations(['c1', 'chartEx', '../chart.xml']),
    'ppt/chart.xml': `<x:chartSpace xmlns:x="x"><x:chartData>${data}</x:chartData><x:title>${text('Cash')}</x:title><x:series>${text('Flow')}<x:dataId val="0"/></x:series></x:chartSpace>`,
  };
  const old = '<mc:Fallback><p:sp><a:p><a:t>Not available</a:t></a:p></p:sp></mc:Fallback>';
  const now = `<mc:Choice>${frame('<x:chart r:id="c1"/>')}</mc:Choice>`;
  expect(await read(`<mc:AlternateContent>${now}${old}</mc:AlternateContent>`, parts)).toBe(
    '## Slide 1\n\nCash\n\n|  | Flow |\n| --- | --- |\n| Start | 10.0 |\n| End | 25.0 |',
  );
});

test('points of a diagram stand where they are shown, not in the order in which they were made', async () => {
  const point = (id: number, text: string) =>
    `<d:pt modelId="${id}"><d:t>${p(run(text))}</d:t></d:pt>`;
  const tie = (from: number, to: number, at: number, more = '') =>
    `<d:cxn srcId="${from}" destId="${to}" srcOrd="${at}" ${more}/>`;
  const parts = {
    [SLIDE]: relations(['d1', 'diagramData', '../data.xml']),
    'ppt/data.xml': `<d:dataModel xmlns:d="d" xmlns:a="a"><d:pt modelId="0" type="doc"/>${point(3, 'Second')}${point(1, 'First')}${point(2, 'Inner')}${point(4, 'Loose')}${tie(0, 3, 1)}${tie(0, 1, 0)}${tie(1, 2, 0)}${tie(2, 1, 0)}${tie(3, 2, 0, 'type="presOf"')}</d:dataModel>`,
  };
  expect(await read(frame('<d:relIds r:dm="d1"/>'), parts)).toBe(
    '## Slide 1\n\n- First\n  - Inner\n- Second\n- Loose',
  );
});

test('points are those of the layout and the master', async () => {
  const place = (type: string, index: number) => `<p:ph type="${type}" idx="${index}"/>`;
  const styles = (name: string, ...levels: string[]) =>
    `<${name}>${levels.map((sign, at) => `<a:lvl${at + 1}pPr>${sign}</a:lvl${at + 1}pPr>`).join('')}</${name}>`;
  const layout = shape(styles('a:lstStyle', '<a:buNone/>'), place('body', 1));
  const parts = {
    [SLIDE]: relations(['l', 'slideLayout', '../layout.xml']),
    'ppt/layout.xml': `<p:sldLayout xmlns:p="p" xmlns:a="a">${tree(layout)}</p:sldLayout>`,
    'ppt/_rels/layout.xml.rels': relations(['m', 'slideMaster', 'master.xml']),
    'ppt/master.xml': `<p:sldMaster xmlns:p="p" xmlns:a="a">${styles('p:bodyStyle', '<a:buAutoNum type="arabicPeriod"/>', '<a:buChar char="•"/>')}</p:sldMaster>`,
  };
  const slide =
    shape(p(run('text')) + p(run('point'), '<a:pPr lvl="1"/>'), place('body', 1)) +
    shape(p(run('counted')), place('body', 2)) +
    shape(styles('a:lstStyle', '<a:buChar char="•"/>') + p(run('own'))) +
    shape(p(run('free')));
  expect(await read(slide, parts)).toBe(
    '## Slide 1\n\ntext\n\n- point\n\n1. counted\n\n- own\n\nfree',
  );
});

test('signs, links of shapes, and points in cells', async () => {
  const sym = '<a:sym typeface="Wingdings"/>';
  const counted = '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>';
  const table = `<p:ph idx="1"/><a:tbl><a:tr><a:tc><a:txBody>${p(run('a'))}${p(run('one'), counted)}${p(run('two'), counted)}</a:txBody></a:tc></a:tr></a:tbl>`;
  const slide =
    shape(
      p(run('à', sym) + run(' à la carte', sym) + run(' J', '<a:latin typeface="Wingdings"/>')),
    ) +
    shape(p(run('go')), '', named('', '<a:hlinkClick r:id="h"/>')) +
    frame(table);
  const parts = { [SLIDE]: relations(['h', 'hyperlink', 'https://a.example/x']) };
  expect(await read(slide, parts)).toBe(
    '## Slide 1\n\n🡪 🡪 la carte ☺\n\n[go](https://a.example/x)\n\n|  |\n| --- |\n| a<br>1) one<br>2) two |',
  );
});
