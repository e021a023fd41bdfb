import { expect, test } from 'vitest';
import { createMask } from '../vault/mask-secrets.ts';
import { CONVERSIONS } from './conversions.ts';
import { createBoundValues } from './files/docx/bound-controls.ts';
import { withAuthors } from './files/docx/comment-authors.ts';
import { countedFields } from './files/docx/count-fields.ts';
import { withDropCaps } from './files/docx/drop-caps.ts';
import { readFields } from './files/docx/fields-in.ts';
import { readInstruction } from './files/docx/instruction.ts';
import { withNumbers } from './files/docx/number-paragraphs.ts';
import { readNumbering } from './files/docx/read-numbering.ts';
import { readTextStyles } from './files/docx/read-text-styles.ts';
import { rewriteDocument } from './files/docx/rewrite-document.ts';
import { withSettledStyles } from './files/docx/settle-styles.ts';
import { chapterBlocks } from './files/epub-chapters.ts';
import { appointmentBlocks } from './files/mail/appointment.ts';
import { unpackRtf } from './files/mail/packed-rtf.ts';
import { readTnef } from './files/mail/tnef.ts';
import { controlBlocks } from './files/xlsx/form-controls.ts';
import { linesOfEdge } from './files/xlsx/page-edge-codes.ts';
import { mentionedPeople } from './look-into-storage.ts';
import { closedMarkdown } from './markdown/closed-markdown.ts';
import { isUnwanted } from './markup/keep-wishes.ts';
import { buildPdf } from './testing/build-pdf.ts';
import { documentOf, growthOf, MOST_GROWTH } from './testing/growth.ts';
import { PARTS } from './testing/repeated-parts.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const file =
  (name: string, before = '') =>
  (text: string) =>
    CONVERSIONS.file({ bytes: bytesOf(before + text), name });
const keeper = { robot: 'rita-data-sources', now: new Date() };
const askRobot = (line: string) =>
  CONVERSIONS.robots({
    bytes: bytesOf(`User-agent: *\n${line}`),
    agent: keeper.robot,
    pathAndQuery: `/${'a'.repeat(2_000)}`,
  });
const mask = createMask(['a secret of some length', 'aaaaaaaa']);

const READERS: Record<string, (text: string) => unknown> = {
  storage: (text) => CONVERSIONS.storage({ text }),
  html: (text) => CONVERSIONS.html({ text, baseUrl: 'https://a.example' }),
  wiki: (text) => CONVERSIONS.wiki({ text }),
  prose: (text) => CONVERSIONS.prose({ text }),
  text: (text) => CONVERSIONS.text({ text }),
  snippet: (text) => CONVERSIONS.snippet({ text }),
  webPage: (text) =>
    CONVERSIONS.webPage({
      bytes: bytesOf(text),
      contentType: 'text/html',
      wishes: [],
      address: 'https://a.example',
      keeper,
    }),
  wishes: (text) => isUnwanted(`unavailable_after: 1 ${text.replaceAll(',', '')}!`, keeper),
  'wishes of many': (text) => isUnwanted(text, keeper),
  robots: (text) => askRobot(`a${text}b`),
  'a rule of robots': (text) => askRobot(`Disallow: /${text}`),
  csv: file('a.csv'),
  markdown: file('a.md'),
  code: file('a.json'),
  rtf: file('a.rtf', '{\\rtf1 '),
  'a text of OpenDocument': file('a.fodt', '<office:text>'),
  'a sheet of OpenDocument': file('a.fods', '<office:spreadsheet><table:table>'),
  'a chapter of a book': (text) => chapterBlocks(text),
  'a page saved as a mail': file('a.mht', 'Content-Type: text/html\n\n'),
  eml: file('a.eml', 'From a\nSubject: a\nContent-Type: text/html\n\n'),
  'a flowed mail': file('a.eml', 'Content-Type: text/plain; format=flowed\n\n'),
  'an invitation': (text) => appointmentBlocks(`BEGIN:VEVENT\nDTSTART${text}`),
  'a document of Word': (text) =>
    rewriteDocument(
      withSettledStyles(
        withNumbers(`${text}</w:pPr>`, readNumbering(text, text)),
        readTextStyles(text),
      ),
    ),
  'a part of a page': (text) =>
    CONVERSIONS.webPart({
      part: {
        ...{ html: '', name: '', kind: '', image: '', language: '' },
        ...{ texts: [{ key: text, value: text }], links: [{ key: text, value: text }] },
        htmls: [{ key: `a[0].${text}`, value: text }],
      },
    }),
  'what is said of a table of Word': (text) =>
    rewriteDocument(`<w:tbl><w:tblCaption w:val="${text}</w:tblPr>`),
  'large letters of Word': (text) => withDropCaps(text),
  'controls of Word': createBoundValues({
    names: [],
    has: () => false,
    stream: async () => {},
    bytes: async () => undefined,
    read: async () => '<a><b>c</b></a>',
  }),
  'what is said of comments of Word': (text) => withAuthors(text, text),
  'fields of Word': (text) => {
    const numbered = countedFields(() => 1);
    readFields(`<w:fldSimple w:instr="${text}"/><w:instrText>${text}`, {
      field: numbered.shownBy,
      paragraph: () => {},
    });
  },
  'an instruction of a field': (text) => readInstruction(`SEQ ${text}`),
  'controls of a sheet': (text) => controlBlocks(`<xml>ClientData<v:shape>${text}`),
  'a message that Outlook packed': (text) => {
    readTnef(Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0, 0]), bytesOf(text)]));
    unpackRtf(bytesOf(`12345678LZFu1234${text}`));
  },
  'the head of a sheet': (text) => linesOfEdge(`&L${text}`),
  'Markdown of others': (text) => closedMarkdown(text),
  'the head of a text in Markdown': (text) => closedMarkdown(`---\na: ${text}`),
  'what a page says to programs': (text) =>
    CONVERSIONS.webPage({
      bytes: bytesOf(`<script type="application/ld+json">{"mainEntity":[{"text":"${text}"}]}`),
      contentType: 'text/html',
      wishes: [],
      address: 'https://a.example',
      keeper,
    }),
  'texts in a value of a macro': (text) =>
    CONVERSIONS.storage({
      text: `<ac:structured-macro ac:name="a"><ac:parameter ac:name="b">["${text}`,
    }),
  'what a page mentions': (text) => mentionedPeople(text),
  mask: (text) => mask(text, 100_000),
  index: (body) => CONVERSIONS.index({ tenantId: 'org-1', title: '', url: null, body }),
};

test.each(Object.entries(READERS))(
  'six times the length takes about six times as long: %s',
  async (_, read) => {
    const slow: [part: string, growth: number][] = [];
    for (const part of PARTS) {
      const growth = await growthOf(read, part);
      if (growth > MOST_GROWTH) slow.push([part, Math.round(growth)]);
    }
    expect(slow).toEqual([]);
  },
  120_000,
);

/** A row of a PDF, for so much of a text. */
const ROW = 250;
const COLUMNS = 15;

test('six times the rows of a page take about six times as long: a table of a PDF', async () => {
  const cell = (row: number, column: number) => ({
    text: column === 0 ? `Item ${row}` : String(10 + ((row * 37 + column * 11) % 90)),
    x: 20 + column * 50,
    y: 20 + row * 3,
    size: 3,
  });
  const read = ({ length }: string) => {
    const cells = Array.from({ length: (length / ROW) * COLUMNS }, (_, at) =>
      cell(Math.floor(at / COLUMNS), at % COLUMNS),
    );
    return CONVERSIONS.file({ bytes: buildPdf([cells]), name: 'a.pdf' });
  };
  // What reads PDFs is loaded by the first.
  await read(documentOf(' ', ROW));
  expect(await growthOf(read, ' '.repeat(ROW))).toBeLessThanOrEqual(MOST_GROWTH);
}, 120_000);
