import { expect, test, vi } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';

vi.setConfig({ testTimeout: 120_000 });

const p = (content: string) => `<w:p>${content}</w:p>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const drawing = (label: string, inner: string) =>
  `<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1" name="S" ${label}/>${inner}</wp:inline></w:drawing></w:r>`;

test('what is said of shapes, groups and films for those who cannot see them', async () => {
  const body =
    p(drawing('descr="A flow &amp; a map"', '<wps:wsp xmlns:wps="s"/>')) +
    p(drawing('title="Steps"', `<w:txbxContent>${p(run('one'))}</w:txbxContent>`)) +
    p(drawing('descr=" "', '') + run('x'));
  expect(await docxToMarkdown(buildDocx(body))).toBe(
    'Image: A flow & a map\n\nImage: Steps\n\none\n\nx',
  );
});

test('what is said of a table', async () => {
  const labels = '<w:tblCaption w:val="Prices"/><w:tblDescription w:val="By year"/>';
  const cell = `<w:tr><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('b'))}</w:tc></w:tr>`;
  const table = (settings: string) => `<w:tbl><w:tblPr>${settings}</w:tblPr>${cell}</w:tbl>`;
  expect(await docxToMarkdown(buildDocx(table(labels) + table('<w:tblCaption w:val=""/>')))).toBe(
    '*Prices: By year*\n\n|  |  |\n| --- | --- |\n| a | b |\n\n|  |  |\n| --- | --- |\n| a | b |',
  );
});

test('a chapter that is a file of its own', async () => {
  const parts = {
    'word/_rels/document.xml.rels': relations([
      'c',
      'subDocument',
      'https://x.example/part%202.docx',
    ]),
  };
  const body = `${p(run('a'))}<w:subDoc r:id="c"/>${p(run('b'))}`;
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe(
    'a\n\n*Included document: part 2.docx*\n\nb',
  );
});

test('who wrote a comment, and whether it is settled', async () => {
  const NAMES =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="w14" xmlns:w15="w15"';
  const comment = (id: number, author: string, text: string) =>
    `<w:comment w:id="${id}" w:initials="X" w:author="${author}"><w:p w14:paraId="0${id}"><w:pPr><w:pStyle w:val="C"/></w:pPr>${run(text)}</w:p></w:comment>`;
  const parts = {
    'word/_rels/document.xml.rels': relations(
      ['c', 'comments', 'comments.xml'],
      ['e', 'commentsExtended', 'extended.xml'],
    ),
    'word/comments.xml': `<w:comments ${NAMES}>${comment(0, 'Ada &amp; Co', 'why?')}${comment(1, '', 'so')}</w:comments>`,
    'word/extended.xml': `<w15:commentsEx ${NAMES}><w15:commentEx w15:paraId="00" w15:done="1"/><w15:commentEx w15:paraId="01" w15:done="0"/></w15:commentsEx>`,
  };
  const mark = (id: number) => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
  expect(await docxToMarkdown(buildDocx(p(run('a') + mark(0) + mark(1)), parts))).toBe(
    'a\\[X1\\]\\[X2\\]\n\n**Comment \\[X1\\]**\n\nAda & Co: (resolved) why?\n\n**Comment \\[X2\\]**\n\nso',
  );
});
