import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';

const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const PLACE = '/ns0:properties[1]/documentManagement[1]';
const control = (kind: string, xpath: string, content: string, store = '{AB-1}') =>
  `<w:sdt><w:sdtPr><w:alias w:val="A"/><w:dataBinding w:prefixMappings="xmlns:ns0='m'" w:xpath="${xpath}" w:storeItemID="${store}"/>${kind}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const STORE = {
  'customXml/item1.xml':
    '<p:properties xmlns:p="m"><documentManagement><Status kind="final" xmlns="s">Approved &amp; sent</Status><Level>h</Level><Due>2026-05-06T00:00:00</Due><Note>one\ntwo</Note><Tag>a</Tag><Tag>b</Tag><Empty/></documentManagement></p:properties>',
  'customXml/itemProps1.xml':
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{ab-1}"/>',
  'customXml/_rels/item1.xml.rels': relations(['r1', 'customXmlProps', 'itemProps1.xml']),
};
const TEXT = '<w:text/>';

test.each([
  [
    'a column of a library',
    control(TEXT, `${PLACE}/ns3:Status[1]`, p('[Status]')),
    'Approved & sent',
  ],
  [
    'one within a line',
    `<w:p><w:r><w:t xml:space="preserve">State: </w:t></w:r>${control(TEXT, `${PLACE}/ns3:Status[1]/@kind`, '<w:r><w:rPr><w:b/></w:rPr><w:t>old</w:t></w:r><w:r><w:t> words</w:t></w:r>')}</w:p>`,
    'State: **final**',
  ],
  [
    'what a choice is called',
    control(
      '<w:dropDownList><w:listItem w:displayText="High &amp; mighty" w:value="h"/></w:dropDownList>',
      `${PLACE}/ns3:Level[1]`,
      p('[Level]'),
    ),
    'High & mighty',
  ],
  [
    'a day that nobody has set before',
    control('<w:showingPlcHdr/><w:date/>', `${PLACE}/ns3:Due[1]`, p('[Due]')),
    '2026-05-06',
  ],
  ['a day as it is shown', control('<w:date/>', `${PLACE}/ns3:Due[1]`, p('6 May')), '6 May'],
  ['lines', control(TEXT, `${PLACE}/ns3:Note[1]`, p('[Note]')), 'one  \ntwo'],
  ['the second of a name', control(TEXT, `${PLACE}/ns3:Tag[2]`, p('[Tag]')), 'b'],
  ['nothing', control(TEXT, `${PLACE}/ns3:Empty[1]`, p('kept')), 'kept'],
  ['a path of another kind', control(TEXT, '//Status', p('kept')), 'kept'],
  ['another store', control(TEXT, `${PLACE}/ns3:Status[1]`, p('kept'), '{X}'), 'kept'],
  [
    'more than text',
    control('<w:richText/>', `${PLACE}/ns3:Status[1]`, p('kept') + p('whole')),
    'kept\n\nwhole',
  ],
])('controls show what they are bound to: %s', async (_, body, markdown) => {
  expect(await docxToMarkdown(buildDocx(body, STORE))).toBe(markdown);
});

test('properties of the file, in the text and at the head of pages', async () => {
  const title = control(
    TEXT,
    '/ns1:coreProperties[1]/ns0:title[1]',
    p('[Title]'),
    '{6C3C8BC8-F283-45AE-878A-BAB7291924A1}',
  );
  const file = buildDocx(title, {
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Plan</dc:title></cp:coreProperties>',
    'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${title}<w:p><w:r><w:t>A</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:noBreakHyphen/><w:t>B </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:hdr>`,
    'word/_rels/document.xml.rels': relations(['r1', 'header', 'header1.xml']),
  });
  expect(await docxToMarkdown(file)).toBe('Plan\n\n**Header:** Plan  \nA‑B ✓');
});

const run = (text: string, set = '') => `<w:r><w:rPr>${set}</w:rPr><w:t>${text}</w:t></w:r>`;
const frame = (kind: string, text: string) =>
  `<w:p><w:pPr><w:keepNext/><w:framePr w:dropCap="${kind}" w:lines="3"/></w:pPr>${run(text, '<w:position w:val="-10"/><w:sz w:val="99"/>')}</w:p>`;

test.each([
  [
    'large letters at the start stand in their word',
    `${p('before')}${frame('drop', 'O')}<w:p><w:pPr><w:ind/></w:pPr>${run('nce', '<w:b/>')}${run(' upon')}</w:p>`,
    'before\n\nO**nce** upon',
  ],
  [
    'before a link',
    `${frame('margin', 'S')}<w:p><w:ins w:id="1">${run('ee')}</w:ins></w:p>`,
    'See',
  ],
  ['with nothing behind them', `${frame('drop', 'O')}<w:p/>${p('x')}`, 'O'],
])('%s', async (_, body, markdown) => {
  expect(await docxToMarkdown(buildDocx(body))).toContain(markdown);
});

test('rows that are hidden, and parts that the file does not have', async () => {
  const row = (text: string, set = '') =>
    `<w:tr><w:trPr>${set}</w:trPr><w:tc>${p(text)}</w:tc><w:tc>${p('x')}</w:tc></w:tr>`;
  const table = `<w:tbl>${row('a')}${row('secret', '<w:hidden/>')}${row('b', '<w:hidden w:val="0"/>')}</w:tbl>`;
  const chunk = '<w:altChunk r:id="none"/>';
  expect(await docxToMarkdown(buildDocx(table + chunk + p('end')))).toBe(
    '|  |  |\n| --- | --- |\n| a | x |\n| b | x |\n\n*A part is missing in the file.*\n\nend\n\n*Hidden text is left out.*',
  );
});
