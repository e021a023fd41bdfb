import { expect, test } from 'vitest';
import { buildZip, relations } from '../../testing/build-office.ts';
import { pptxToMarkdown } from './pptx.ts';

type Relations = Parameters<typeof relations>;

const shape = (text: string, place = '') =>
  `<p:sp><p:nvPr>${place}</p:nvPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
const TITLE = shape('T', '<p:ph type="title"/>');

/** A show of slides with these trees, the first of which has these relations. */
const read = (
  trees: string[],
  {
    own = [],
    files = {},
    show = '',
  }: { own?: Relations; files?: Record<string, string>; show?: string } = {},
) =>
  pptxToMarkdown(
    buildZip({
      '_rels/.rels': relations(['r1', 'officeDocument', 'ppt/presentation.xml']),
      'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${trees.map((_, at) => `<p:sldId id="${at}" r:id="s${at}"/>`).join('')}</p:sldIdLst>${show}</p:presentation>`,
      'ppt/_rels/presentation.xml.rels': relations(
        ...trees.map((_, at): [string, string, string] => [`s${at}`, 'slide', `s${at}.xml`]),
        ['a1', 'authors', 'authors.xml'],
        ['a2', 'commentAuthors', 'old-authors.xml'],
      ),
      'ppt/_rels/s0.xml.rels': relations(...own),
      ...Object.fromEntries(
        trees.map((tree, at) => [
          `ppt/s${at}.xml`,
          `<p:sld><p:cSld><p:spTree>${tree}</p:spTree></p:cSld></p:sld>`,
        ]),
      ),
      ...files,
    }),
  );

test('sections stand above their slides', async () => {
  const section = (name: string, ...ids: number[]) =>
    `<p14:section name="${name}"><p14:sldIdLst>${ids.map((id) => `<p14:sldId id="${id}"/>`).join('')}</p14:sldIdLst></p14:section>`;
  const show = `<p14:sectionLst>${section('Costs &amp; prices', 0, 1)}${section('Empty')}${section('Outlook', 2)}${section('Later')}</p14:sectionLst>`;
  expect(await read([TITLE, TITLE, TITLE], { show })).toBe(
    '# Costs & prices\n\n## T\n\n## T\n\n# Empty\n\n# Outlook\n\n## T\n\n# Later',
  );
});

test('who wrote a comment, and whether it is settled', async () => {
  const text = (words: string) => `<txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></txBody>`;
  const files = {
    'ppt/authors.xml': '<authorLst><author id="{A}" name="Ada Example"/></authorLst>',
    'ppt/old-authors.xml': '<cmAuthorLst><cmAuthor id="0" name="Bo"/></cmAuthorLst>',
    'ppt/new.xml': `<cmLst><cm authorId="{A}" status="resolved"><replyLst><reply authorId="{C}">${text('Done')}</reply></replyLst>${text('Why?')}</cm></cmLst>`,
    'ppt/old.xml': '<cmLst><cm authorId="0"><text>Shorter</text></cm></cmLst>',
  };
  const own: Relations = [
    ['c1', 'comments', 'new.xml'],
    ['c2', 'comments', 'old.xml'],
  ];
  expect(await read([TITLE], { own, files })).toBe(
    '## T\n\n**Comment (Ada Example, resolved):** Why?\n\n**Comment:** Done\n\n**Comment (Bo):** Shorter',
  );
});

test('what a layout has on all slides is told once, and what it says to write is not', async () => {
  const files = {
    'ppt/layout.xml': `<p:sldLayout><p:spTree>${shape('Click to edit', '<p:ph type="title"/>')}${shape('Confidential')}</p:spTree></p:sldLayout>`,
    'ppt/_rels/layout.xml.rels': relations(['m', 'slideMaster', 'master.xml']),
    'ppt/master.xml': `<p:sldMaster><p:spTree>${shape('Acme')}</p:spTree></p:sldMaster>`,
  };
  const own: Relations = [['l', 'slideLayout', 'layout.xml']];
  expect(await read([TITLE], { own, files })).toBe(
    '## T\n\n**On slides:** Confidential\n\n**On slides:** Acme',
  );
  const alone = files['ppt/layout.xml'].replace('<p:sldLayout>', '<p:sldLayout showMasterSp="0">');
  expect(await read([TITLE], { own, files: { ...files, 'ppt/layout.xml': alone } })).toBe(
    '## T\n\n**On slides:** Confidential',
  );
});

test('films and sounds', async () => {
  const film = (name: string, id: string) =>
    `<p:pic><p:nvPicPr><p:cNvPr id="4" name="${name}"/><p:nvPr><a:videoFile r:link="${id}"/></p:nvPr></p:nvPicPr></p:pic>`;
  const own: Relations = [
    ['v1', 'video', '../media/media1.mp4'],
    ['v2', 'video', 'https://v.example/1'],
  ];
  expect(await read([TITLE + film('intro.mp4', 'v1') + film('Our film', 'v2')], { own })).toBe(
    '## T\n\n*File: intro.mp4*\n\n[*File: Our film*](https://v.example/1)',
  );
});
