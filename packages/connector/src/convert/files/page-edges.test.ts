import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { buildDocx, buildPptx, buildZip, relations } from '../testing/build-office.ts';
import { docxToMarkdown } from './docx/docx.ts';
import { odtToMarkdown } from './odf/odf.ts';
import { pptxToMarkdown } from './pptx/pptx.ts';
import { rtfToMarkdown } from './rtf/rtf.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

test('Word: heads and feet are told once, without the numbers of pages', async () => {
  const p = (content: string) => `<w:p>${content}</w:p>`;
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const sign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const field = `${sign('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>${sign('separate')}${run('1')}${sign('end')}`;
  const number = `<w:fldSimple w:instr=" NUMPAGES ">${run('9')}</w:fldSimple>`;
  const head = p(`${run('Project Blue')}<w:r><w:tab/></w:r>${run('Confidential')}`);
  const parts = {
    'word/_rels/document.xml.rels': relations(
      ['h1', 'header', 'h1.xml'],
      ['h2', 'header', 'h2.xml'],
      ['f1', 'footer', 'f1.xml'],
    ),
    'word/h1.xml': `<w:hdr ${W}>${head}</w:hdr>`,
    'word/h2.xml': `<w:hdr ${W}>${head}<w:del>${p(run('gone'))}</w:del></w:hdr>`,
    'word/f1.xml': `<w:ftr ${W}>${p(run('Page ') + field + run(' of ') + number)}${p(run('Version of March, page ') + field)}</w:ftr>`,
  };
  expect(await docxToMarkdown(buildDocx(p(run('body')), parts))).toBe(
    'body\n\n**Header:** Project Blue Confidential\n\n**Footer:** Version of March, page',
  );
});

test('OpenDocument: heads and feet of the pages that a text is laid out on', async () => {
  const edge = (name: string, text: string, set = '') =>
    `<style:${name} ${set}><text:p>${text}</text:p></style:${name}>`;
  const master = `<style:master-page>${edge('header', 'Project<text:tab/>Blue')}${edge('header-left', 'Old', 'style:display="false"')}${edge('footer', 'Page <text:page-number>1</text:page-number>')}</style:master-page>`;
  const file = buildZip({
    'styles.xml': `<office:document-styles>${master}</office:document-styles>`,
    'content.xml': '<office:body><office:text><text:p>body</text:p></office:text></office:body>',
  });
  expect(await odtToMarkdown(file)).toBe('body\n\n**Header:** Project Blue');
});

test('RTF: heads and feet, whose tables are none of the text', () => {
  const number = '{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}';
  const text = `{\\header\\trowd\\intbl Project\\cell Blue{\\pict 00}\\cell\\row\\pard}{\\headerr\\trowd\\intbl Project\\cell Blue\\cell\\row\\pard}{\\footer{\\footnote } Page ${number} / \\chpgn\\par Version of {\\b March}\\par}body\\par`;
  expect(rtfToMarkdown(Buffer.from(`{\\rtf1 ${text}}`))).toBe(
    'body\n\n**Header:** Project Blue\n\n**Footer:** Version of March',
  );
});

test('PowerPoint: what stands at the foot of slides', async () => {
  const foot = (text: string) =>
    `<p:sp><p:nvPr><p:ph type="ftr"/></p:nvPr><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sp>`;
  const file = unzipSync(buildPptx(foot('Confidential'), foot('Confidential'), foot('')));
  expect(await pptxToMarkdown(buildZip(file))).toBe(
    '## Slide 1\n\n## Slide 2\n\n## Slide 3\n\n**Footer:** Confidential',
  );
});
