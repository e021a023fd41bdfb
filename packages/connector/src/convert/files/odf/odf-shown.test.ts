import { expect, test } from 'vitest';
import { buildOdf, buildZip } from '../../testing/build-office.ts';
import { odpToMarkdown, odsToMarkdown, odtToMarkdown } from './odf.ts';

const p = (text: string, set = '') => `<text:p ${set}>${text}</text:p>`;
const cells = (...contents: string[]) =>
  contents.map((content) => `<table:table-cell>${content}</table:table-cell>`).join('');
const row = (set: string, ...texts: string[]) =>
  `<table:table-row ${set}>${cells(...texts.map((text) => p(text)))}</table:table-row>`;
const HIDDEN = '*Hidden text is left out.*';

test.each([
  ['a piece', p('seen <text:span text:style-name="H2">secret</text:span>')],
  ['a paragraph', p('secret', 'text:style-name="H"') + p('seen')],
  [
    'a section',
    `<text:section text:display="none">${p('secret')}</text:section>${p('seen')}<text:section text:display="condition">${p('')}</text:section>`,
  ],
  ['a paragraph by a field', p('<text:hidden-paragraph text:is-hidden="true"/>secret') + p('seen')],
  ['a field', p('seen <text:hidden-text text:is-hidden="true">secret</text:hidden-text>')],
])('hidden text is left out and told: %s', async (_, body) => {
  const styles =
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style><style:style style:name="H2" style:parent-style-name="H"/>';
  expect(await odtToMarkdown(buildOdf('text', body, styles))).toBe(`seen\n\n${HIDDEN}`);
});

test('an index is told once, without how it is made', async () => {
  const source =
    '<text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source>';
  const index = `<text:table-of-content>${source}<text:index-body><text:index-title>${p('Contents')}</text:index-title>${p('Intro<text:tab/>1')}</text:index-body></text:table-of-content>`;
  expect(await odtToMarkdown(buildOdf('text', index))).toBe('Contents\n\nIntro 1');
});

test('headings that begin anew, and numbers in other signs', async () => {
  const styles =
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>';
  const h = (text: string, set = '') => `<text:h text:outline-level="1" ${set}>${text}</text:h>`;
  const body =
    h('A') +
    h('B', 'text:restart-numbering="true" text:start-value="5"') +
    h('C') +
    `<text:list text:style-name="L"><text:list-item>${p('a')}</text:list-item></text:list>`;
  expect(await odtToMarkdown(buildOdf('text', body, styles))).toBe(
    '# 1. A\n\n# 5. B\n\n# 6. C\n\n- 一、 a',
  );
});

test('controls of forms show their state and text', async () => {
  const forms =
    '<office:forms><form:form><form:checkbox xml:id="a" form:label="Agreed" form:current-state="checked"/><form:checkbox xml:id="b" form:label="Sent"/><form:text form:id="c" form:current-value="Ada"/><form:listbox xml:id="d"><form:option form:label="North"/><form:option form:label="South" form:current-selected="true"/></form:listbox></form:form></office:forms>';
  const control = (id: string) => `<draw:control draw:control="${id}"/>`;
  const old =
    '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark>';
  const body = forms + ['a', 'b', 'c', 'd'].map((id) => p(control(id))).join('') + p(`${old}done`);
  expect(await odtToMarkdown(buildOdf('text', body))).toBe(
    '☑ Agreed\n\n☐ Sent\n\nAda\n\nSouth\n\n☑ done',
  );
});

test('sheets within a text are tables; what cannot be read is named', async () => {
  const object = (name: string) => `<draw:frame><draw:${name}/></draw:frame>`;
  const empty =
    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>';
  const file = buildZip({
    'content.xml': `<office:document-content><office:body><office:text>${p(`a ${object('object xlink:href="./S"')}`)}${p(object('object-ole xlink:href="./O"'))}</office:text></office:body></office:document-content>`,
    'S/content.xml': `<office:document-content><office:body><office:spreadsheet><table:table>${row('', 'x', 'y')}${empty}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
  expect(await odtToMarkdown(file)).toBe(
    'a\n\n|  |  |\n| --- | --- |\n| x | y |\n\n*Embedded: object*',
  );
});

test('hidden rows, columns and shapes are told; shapes of a cell stand behind the sheet', async () => {
  const columns =
    '<table:table-column/><table:table-columns><table:table-column table:visibility="collapse"/></table:table-columns>';
  const box = (text: string, set = '') =>
    `<draw:frame ${set}><draw:text-box>${p(text)}</draw:text-box></draw:frame>`;
  const anchored = `<table:table-row>${cells(p('g<draw:g><svg:desc>A.B1:A.B2</svg:desc></draw:g>') + box('floats') + box('secret', 'draw:display="none"'), p('secret'), p('h'))}</table:table-row>`;
  const rows = [
    row('', 'a', 'secret', 'c'),
    row('table:visibility="collapse"', 'secret'),
    row('table:visibility="collapse"', 'secret'),
    row('table:visibility="filter"', 'filtered', 'secret'),
    `<table:table-row-group>${row('table:visibility="collapse"', 'folded')}</table:table-row-group>`,
    anchored,
  ];
  const body = `<table:table table:name="A">${columns}${rows.join('')}</table:table>`;
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toBe(
    '## A\n\n| a | c |\n| --- | --- |\n| filtered |  |\n| folded |  |\n| g | h |\n\nfloats\n\n*2 hidden rows are left out.*\n\n*A hidden column is left out.*\n\n*A hidden shape is left out.*',
  );
});

test('values that no program has shown yet', async () => {
  const value = (set: string) => `<table:table-cell office:value-type=${set}/>`;
  const values = [
    '"percentage" office:value="0.07"',
    '"time" office:time-value="PT01H30M00S"',
    '"currency" office:value="5" office:currency="EUR"',
    '"boolean" office:boolean-value="true"',
  ];
  const body = `<table:table table:name="A"><table:table-row>${values.map(value).join('')}</table:table-row></table:table>`;
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toContain(
    '| 7% | 01:30:00 | 5 EUR | TRUE |',
  );
});

test('shapes say what they show', async () => {
  const body = `<draw:page draw:name="One"><draw:ellipse><svg:desc>The site</svg:desc>${p('in it')}</draw:ellipse></draw:page>`;
  expect(await odpToMarkdown(buildOdf('presentation', body))).toBe(
    '## One\n\n*Image: The site*\n\nin it',
  );
});

test('notes and comments keep links and code', async () => {
  const link = '<text:a xlink:href="https://a.example/x">there</text:a>';
  const code = '<text:span text:style-name="Source_20_Text">b()</text:span>';
  const note = `<text:note><text:note-body>${p(` see ${link} `)}</text:note-body></text:note>`;
  const comment = `<office:annotation><dc:creator>Ada</dc:creator>${p(`run ${code}`)}</office:annotation>`;
  expect(await odtToMarkdown(buildOdf('text', p(`a${note}${comment}z`)))).toBe(
    'a (see [there](https://a.example/x)) \\[Ada: run `b()`\\] z',
  );
});
