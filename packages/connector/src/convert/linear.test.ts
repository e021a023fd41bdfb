import { expect, test } from 'vitest';
import { createMask } from '../vault/mask-secrets.ts';
import { CONVERSIONS } from './conversions.ts';
import { withAuthors } from './files/docx/comment-authors.ts';
import { countedFields } from './files/docx/count-fields.ts';
import { readFields } from './files/docx/fields-in.ts';
import { readInstruction } from './files/docx/instruction.ts';
import { withNumbers } from './files/docx/number-paragraphs.ts';
import { readNumbering } from './files/docx/read-numbering.ts';
import { readTextStyles } from './files/docx/read-text-styles.ts';
import { rewriteDocument } from './files/docx/rewrite-document.ts';
import { withSettledStyles } from './files/docx/settle-styles.ts';
import { appointmentBlocks } from './files/mail/appointment.ts';
import { linesOfEdge } from './files/xlsx/page-edge-codes.ts';
import { mentionedPeople } from './look-into-storage.ts';
import { isUnwanted } from './markup/keep-wishes.ts';
import { buildPdf } from './testing/build-pdf.ts';

/** Parts of documents, each harmless by itself; a document of nothing but one of them is not usual. */
const PARTS = [
  ...[' ', '\n', ' \n', '\t', '\u00a0', 'a ', 'word\n', '. ', '1. ', '- ', '* ', '# ', '> ', '| '],
  ...[
    '*',
    '_',
    '~',
    '`',
    '"',
    "'",
    "''",
    "'''",
    '[',
    ']',
    '[[',
    ']]',
    '(',
    '<',
    '>',
    '&',
    '&#',
    '=',
  ],
  ...['\\', '-', '|', ',', ';', '{', '}', '{|', '|-\n', '!!', '@', '//', 'www.', 'http://a'],
  ...[
    '<p>',
    '</p>',
    '<b>',
    '<i><b>',
    '<div>',
    '<td>',
    '<table>',
    '<table><tr><td>',
    '<tr>',
    '<li>',
  ],
  ...[
    '<ul><li>',
    '<pre>',
    '<a href="',
    '<a href="/x">',
    '<img>',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<br>',
  ],
  ...['<meta charset', '<meta>', '<input type=checkbox>', '<span style="a:b;">x', '<code>a</code>'],
  ...[
    '<b>a</b><i>b</i>',
    '<td colspan=9 rowspan=9>x',
    '<nowiki>',
    '</pre>',
    '[http://a b',
    "'''a''b",
  ],
  ...[
    '<ac:task><ac:task-body>',
    '<ac:link>',
    '<ac:structured-macro ac:name="x">',
    '<ri:user ri:account-id="',
  ],
  ...[
    '<ac:parameter ac:name="a">b</ac:parameter>',
    'ac:name="include"',
    'ri:userkey="',
    '=a=\n',
    '**a\n*#b\n',
  ],
  ...[
    '{\\b ',
    '\\par ',
    "\\'e4",
    '\\u8226 x',
    '{\\field{\\fldinst HYPERLINK "',
    '\\trowd\\cell\\row ',
  ],
  ...[
    '"a',
    '"",',
    'a,"b\n',
    'Bearer ',
    'eyJ',
    'eyJaaaaaaaaaaa.',
    '?key=',
    'x'.repeat(50),
    '\ufffd',
    '😀',
  ],
];

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
  eml: file('a.eml', 'Subject: a\nContent-Type: text/html\n\n'),
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
        ...{ html: '', name: '', kind: '', image: '', language: '', htmls: [] },
        ...{ texts: [{ key: text, value: text }], links: [{ key: text, value: text }] },
      },
    }),
  'what is said of a table of Word': (text) =>
    rewriteDocument(`<w:tbl><w:tblCaption w:val="${text}</w:tblPr>`),
  'what is said of comments of Word': (text) => withAuthors(text, text),
  'fields of Word': (text) => {
    const numbered = countedFields(() => 1);
    readFields(`<w:fldSimple w:instr="${text}"/><w:instrText>${text}`, {
      field: numbered.shownBy,
      paragraph: () => {},
    });
  },
  'an instruction of a field': (text) => readInstruction(`SEQ ${text}`),
  'the head of a sheet': (text) => linesOfEdge(`&L${text}`),
  'what a page mentions': (text) => mentionedPeople(text),
  mask: (text) => mask(text, 100_000),
  index: (body) => CONVERSIONS.index({ tenantId: 'org-1', title: '', url: null, body }),
};

/** What words are told apart by. */
PARTS.push('1,111', '1 111 ', 'a-', 'a.', 'aB', 'a+', '请', 'ก้', '#c', 'C++', '--a ', '\u00ad');

PARTS.push('<w:p><w:pPr>', '<w:p><w:pPr></w:pPr>', '<w:pPrChange', '<w:fldSimple w:instr="a" ');
PARTS.push('<w:ruby>', '<mc:AlternateContent>', '<w:drawing><w:txbxContent>', '<w:trPr>', '[0].a');
PARTS.push('<math><mrow>', '<svg><text>a', '<ol><li value=9>', '<pre><div>', '<select><option>');
PARTS.push('<template shadowrootmode=open>', '<iframe src=a>', '", "', 'a, "', '<meta content=" ');

PARTS.push('<span class="linenos">1', '<pre class=gutter>1', '<script type="math/tex">a', '\\"a');
PARTS.push(
  '<i aria-hidden=true>a',
  '<w:p><w:r><w:rFonts w:ascii="Consolas"/><w:t>a',
  '>> a \n',
  'é',
);

const SMALL = 10_000;
const GROWTH = 6;
/** Quicker than this, nothing can be said about growth, and nobody has to wait. */
const UNNOTICED_MS = 20;
/** Twice the time that growth by the length alone would take, and a little for collecting garbage. */
const MOST = GROWTH * 2.5;

const documentOf = (part: string, length: number) => part.repeat(Math.ceil(length / part.length));

/** Processor time of this thread: what else the machine does is not the converter’s doing. */
async function costMs(read: (text: string) => unknown, text: string): Promise<number> {
  const before = process.threadCpuUsage();
  await Promise.resolve(read(text)).catch(() => {});
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** Once more, twice at most: a pause of the machine’s own is no growth. */
async function growthOf(read: (text: string) => unknown, part: string): Promise<number> {
  let growth = await growthOnce(read, part);
  for (let time = 0; growth > MOST && time < 2; time += 1) growth = await growthOnce(read, part);
  return growth;
}

async function growthOnce(read: (text: string) => unknown, part: string): Promise<number> {
  const large = await costMs(read, documentOf(part, SMALL * GROWTH));
  if (large < UNNOTICED_MS) return 0;
  const small = await costMs(read, documentOf(part, SMALL));
  return large / Math.max(small, UNNOTICED_MS / GROWTH);
}

test.each(Object.entries(READERS))(
  'six times the length takes about six times as long: %s',
  async (_, read) => {
    const slow: [part: string, growth: number][] = [];
    for (const part of PARTS) {
      const growth = await growthOf(read, part);
      if (growth > MOST) slow.push([part, Math.round(growth)]);
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
  expect(await growthOf(read, ' '.repeat(ROW))).toBeLessThanOrEqual(MOST);
}, 120_000);
