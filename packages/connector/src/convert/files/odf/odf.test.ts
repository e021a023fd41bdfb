import { expect, test } from 'vitest';
import { buildOdf, buildZip } from '../../testing/build-office.ts';
import { odpToMarkdown, odsToMarkdown, odtToMarkdown } from './odf.ts';

const p = (text: string) => `<text:p>${text}</text:p>`;
const LEVELS =
  '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>';

test('lists keep their numbers', async () => {
  const list = (items: string, set = '') =>
    `<text:list text:style-name="L" ${set}>${items}</text:list>`;
  const item = (inner: string, set = '') => `<text:list-item ${set}>${inner}</text:list-item>`;
  const body =
    list(item(`${p('three')}<text:list>${item(p('inner'))}</text:list>`, 'text:start-value="3"')) +
    p('between') +
    list(item(p('four')), 'text:continue-numbering="true"') +
    p('between') +
    list(item(p('one')));
  expect(await odtToMarkdown(buildOdf('text', body, LEVELS))).toBe(
    '3. three\n   - 3.a) inner\n\nbetween\n\n4. four\n\nbetween\n\n1. one',
  );
});

test('headings have the numbers of the outline', async () => {
  const outline =
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>';
  const h = (text: string, level: number) =>
    `<text:h text:outline-level="${level}">${text}</text:h>`;
  const body = h('A', 1) + h('B', 2) + h('C', 2) + h('D', 1) + h('E', 2) + h('F', 3);
  expect(await odtToMarkdown(buildOdf('text', body, outline))).toBe(
    '# 1 A\n\n## 1.1 B\n\n## 1.2 C\n\n# 2 D\n\n## 2.1 E\n\n### F',
  );
});

test('a point that only leads to a deeper level is neither shown nor counted', async () => {
  const item = (inner: string) => `<text:list-item>${inner}</text:list-item>`;
  const inner = `<text:list>${item(p('inner'))}</text:list>`;
  const list = (items: string) => `<text:list text:style-name="L">${items}</text:list>`;
  const body = list(item(p('one')) + item(inner) + item(p('two'))) + p('-') + list(item(inner));
  expect(await odtToMarkdown(buildOdf('text', body, LEVELS))).toBe(
    '1. one\n   - 1.a) inner\n2. two\n\n\\-\n\n- 1.a) inner',
  );
});

test('lines of code in a point are one block', async () => {
  const line = (text: string) => `<text:p text:style-name="Source_20_Code">${text}</text:p>`;
  const point = `${p('one')}\n${line('if x:')}\n${line('<text:s text:c="2"/>y')}<text:list><text:list-item>${p('inner')}</text:list-item></text:list>${line('z')}`;
  const body = `<text:list><text:list-item>${point}</text:list-item></text:list>`;
  expect(await odtToMarkdown(buildOdf('text', body))).toBe(
    '- one\n\n  ```\n  if x:\n    y\n  ```\n\n  - inner\n\n  ```\n  z\n  ```',
  );
});

test('formulas of a document that is one file', async () => {
  const formula =
    '<math:math xmlns:math="m"><math:mfrac><math:mi>a</math:mi><math:mi>b</math:mi></math:mfrac></math:math>';
  const body = p(`so <draw:frame><draw:object>${formula}</draw:object></draw:frame> holds`);
  expect(await odtToMarkdown(buildOdf('text', body))).toBe('so `a/b` holds');
});

test('cells without a text show what they hold', async () => {
  const cell = (value: string) => `<table:table-cell office:${value}/>`;
  const cells = [
    'string-value="h"',
    'value="3.5"',
    'date-value="2026-01-02"',
    'boolean-value="true"',
  ];
  const body = `<table:table table:name="S"><table:table-row>${cells.map(cell).join('')}</table:table-row></table:table>`;
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toContain(
    '| h | 3.5 | 2026-01-02 | true |',
  );
});

test('struck-out cells, and sheets without any', async () => {
  const style =
    '<style:style style:name="c"><style:text-properties style:text-line-through-style="solid" fo:font-weight="bold"/></style:style>';
  const cell = `<table:table-cell table:style-name="c">${p('old')}</table:table-cell>`;
  const drawn = `<table:shapes><draw:frame><draw:text-box>${p('By year')}</draw:text-box></draw:frame></table:shapes>`;
  const body = `<table:table table:name="A"><table:table-row>${cell}</table:table-row></table:table><table:table table:name="B">${drawn}</table:table>`;
  expect(await odsToMarkdown(buildOdf('spreadsheet', body, style))).toBe(
    '## A\n\n| ~~old~~ |\n| --- |\n\n## B\n\nBy year',
  );
});

test('charts with their numbers, formulas, and readings beside words', async () => {
  const object = (name: string) => `<draw:frame><draw:object xlink:href="${name}"/></draw:frame>`;
  const row = (...texts: string[]) =>
    `<table:table-row>${texts.map((text) => `<table:table-cell>${p(text)}</table:table-cell>`).join('')}</table:table-row>`;
  const file = buildZip({
    'content.xml': `<office:body><office:text><text:p>Take ${object('F/')} of <text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>${p(object('./C'))}</office:text></office:body>`,
    'F/content.xml':
      '<math:math><math:msup><math:mi>x</math:mi><math:mn>2</math:mn></math:msup></math:math>',
    'C/content.xml': `<office:chart><chart:title>${p('Sales')}</chart:title><table:table>${row('', 'North')}${row('Q1', '7')}</table:table></office:chart>`,
  });
  expect(await odtToMarkdown(file)).toBe(
    'Take `x^2` of 漢 (kan)\n\nSales\n\n|  |  |\n| --- | --- |\n|  | North |\n| Q1 | 7 |',
  );
});

test('a hidden slide is told', async () => {
  const style =
    '<style:style style:name="h"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>';
  const body = `<draw:page draw:name="One">${p('seen')}</draw:page><draw:page draw:name="Two" draw:style-name="h">${p('secret')}</draw:page>`;
  expect(await odpToMarkdown(buildOdf('presentation', body, style))).toBe(
    '## One\n\nseen\n\n*A hidden slide is left out.*',
  );
});

test.each([
  [
    'in a style of its own',
    '<text:p>x</text:p><text:p text:style-name="P1">if a:</text:p><text:p text:style-name="P1"><text:s text:c="4"/>b()</text:p>',
  ],
  [
    'piece by piece',
    '<text:p>x</text:p><text:p><text:span text:style-name="T1">if a:</text:span></text:p><text:p><text:s text:c="4"/><text:span text:style-name="T1">b()</text:span></text:p>',
  ],
])('lines in a font for code are a block of it: %s', async (_, body) => {
  const styles =
    '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="Courier New"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="Consolas"/></style:style>';
  expect(await odtToMarkdown(buildOdf('text', body, styles))).toBe('x\n\n```\nif a:\n    b()\n```');
  const standard =
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties style:font-name="Courier New"/></style:style>';
  expect(await odtToMarkdown(buildOdf('text', body, styles + standard))).toBe('x\n\nif a:\n\nb()');
});
