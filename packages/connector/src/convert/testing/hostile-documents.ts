import type { ConversionKind } from '../convert.ts';
import { buildDocx, buildOdf, buildPptx, buildXlsx, buildZip, relations } from './build-office.ts';
import { buildPdf } from './build-pdf.ts';

export type HostileDocument = { what: string; kind: ConversionKind; input: object };

const bytes = (text: string) => new TextEncoder().encode(text);
/** Sizes are for a run by hand; tests that are to be quick take a part of them. */
let scale = 1;
const sized = (count: number) => Math.ceil(count * scale);
const times = (part: string, count: number) => part.repeat(sized(count));
const nested = (open: string, close: string, depth: number) =>
  `${times(open, depth)}x${times(close, depth)}`;
const list = (count: number, write: (at: number) => string) =>
  Array.from({ length: sized(count) }, (_, at) => write(at)).join('');

/**
 * Documents that are larger, deeper or wider than any that people write, put together from harmless
 * parts. `share` makes all of them smaller. They hold nothing that is known to trouble some program: only sizes and depths.
 */
export function hostileDocuments(share = 1): HostileDocument[] {
  scale = share;
  return [...markup(), ...plain(), ...tables(), ...office(), ...open(), ...others()];
}

function markup(): HostileDocument[] {
  const html: [what: string, text: string][] = [
    ['200,000 levels', nested('<div>', '</div>', 200_000)],
    ['200,000 lists in each other', nested('<ul><li>', '</li></ul>', 200_000)],
    ['20,000 tables in each other', nested('<table><tr><td>', '</td></tr></table>', 20_000)],
    ['marks that never end', times('<b><i><s>x', 150_000)],
    ['ends of what never began', times('</p></b></td>', 200_000)],
    ['400,000 paragraphs', times('<p>x</p>', 400_000)],
    ['cells that reach over a million', times('<tr><td colspan=1000000 rowspan=1000000>x', 3_000)],
    ['a table of 600,000 cells', `<table>${times(`<tr>${times('<td>x', 200)}`, 3_000)}</table>`],
    ['a row of 300,000 cells', `<table><tr>${times('<td>x', 300_000)}</table>`],
    ['marks that change at each letter', times('<b>a</b><i>b</i><s>c</s>', 150_000)],
    ['150,000 links', times('<a href="/x">y</a> ', 150_000)],
    ['one attribute of 6 MB', `<a href="${times('x', 6_000_000)}">y</a>`],
    ['200,000 attributes', `<p ${list(200_000, (at) => `a${at}=b `)}>x</p>`],
    ['blanks of 6 MB', `<p>a${times(' \n', 3_000_000)}b</p>`],
    ['code of 6 MB', `<pre>${times('`x` ', 1_500_000)}</pre>`],
    ['a comment that never ends', `<p>a</p><!--${times('-', 3_000_000)}`],
    ['entities of 4 MB', times('&amp;&#120;&lt', 300_000)],
  ];
  const storage: [what: string, text: string][] = [
    [
      'macros in each other',
      nested(
        '<ac:structured-macro ac:name="panel"><ac:rich-text-body>',
        '</ac:rich-text-body></ac:structured-macro>',
        60_000,
      ),
    ],
    [
      'tasks in each other',
      nested(
        '<ac:task-list><ac:task><ac:task-body>',
        '</ac:task-body></ac:task></ac:task-list>',
        60_000,
      ),
    ],
    ['150,000 mentions', times('<ac:link><ri:user ri:account-id="a"/></ac:link>', 150_000)],
    [
      '100,000 parameters',
      `<ac:structured-macro ac:name="x">${times('<ac:parameter ac:name="a">b c</ac:parameter>', 100_000)}</ac:structured-macro>`,
    ],
    [
      'code of 8 MB',
      `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${times('a\n', 4_000_000)}]]></ac:plain-text-body></ac:structured-macro>`,
    ],
    ['CDATA that never ends', times('<![CDATA[', 400_000)],
  ];
  const wiki: [what: string, text: string][] = [
    ['links that never end', times('[http://a b ', 200_000)],
    ['quotes', times("'''a''b", 400_000)],
    ['points of all depths', list(100_000, (at) => `${times('*', (at % 40) + 1)} x\n`)],
    ['code that never ends', times('<pre>', 400_000)],
    ['headings', times('= a\n', 400_000)],
    ['cells', `{|\n${times('| a || b\n|-\n', 150_000)}`],
  ];
  const of = (kind: ConversionKind, all: typeof html) =>
    all.map(([what, text]) => ({ what: `${kind}: ${what}`, kind, input: { text } }));
  return [
    ...of('html', html),
    ...of('storage', storage),
    ...of('wiki', wiki),
    ...of('view', [
      [
        'panels in each other',
        nested('<div class="panel"><div class="panelContent">', '</div></div>', 60_000),
      ],
      ['classes of 2 MB', `<p class="${times('a ', 1_000_000)}">x</p>`],
    ]),
    {
      what: 'webPage: frames',
      kind: 'webPage',
      input: {
        bytes: bytes(times('<nav><main>x', 200_000)),
        contentType: 'text/html',
        address: 'https://a.example/',
      },
    },
    {
      what: 'webPage: heads',
      kind: 'webPage',
      input: {
        bytes: bytes(times('<meta name=a content=b>', 150_000)),
        contentType: '',
        address: 'https://a.example/',
      },
    },
  ];
}

function plain(): HostileDocument[] {
  return [
    { what: 'text: 8 MB in one line', kind: 'text', input: { text: times('* _a_ `b` ', 800_000) } },
    { what: 'text: 3,000,000 lines', kind: 'text', input: { text: times('a\n', 3_000_000) } },
    {
      what: 'prose: 3,000,000 empty lines',
      kind: 'prose',
      input: { text: times(' \n', 3_000_000) },
    },
    { what: 'snippet: 4 MB', kind: 'snippet', input: { text: times('<b>a', 1_000_000) } },
    file('log.txt', times('[x] 12:00 <b> *a*\n', 500_000)),
    file('a.md', times('# a\n> b\n', 1_000_000)),
    file('a.json', times('{"a":[', 1_500_000)),
  ];
}

function file(name: string, content: string | Uint8Array): HostileDocument {
  return {
    what: `file: ${name}`,
    kind: 'file',
    input: { name, bytes: typeof content === 'string' ? bytes(content) : content },
  };
}

const cell = (at: string, value = '1') => `<c r="${at}"><v>${value}</v></c>`;

function tables(): HostileDocument[] {
  return [
    file('rows.csv', times('a,b,c\n', 700_000)),
    file('columns.csv', times('a,', 1_500_000)),
    file('quotes.csv', times('"a', 1_000_000)),
    file('pairs.csv', `"${times('""', 1_500_000)}`),
    file('a.tsv', times('a\t\t', 1_000_000)),
    file(
      'rows.xlsx',
      buildXlsx(list(150_000, (at) => `<row>${cell(`A${at + 1}`)}${cell(`B${at + 1}`)}</row>`)),
    ),
    file('far.xlsx', buildXlsx(list(20_000, (at) => `<row>${cell(`XFD${at + 1}`)}</row>`))),
    file('wide.xlsx', buildXlsx(`<row>${times('<c><v>1</v></c>', 400_000)}</row>`)),
    file(
      'strings.xlsx',
      buildXlsx('<row><c t="s"><v>0</v></c></row>', {
        strings: `<sst>${times('<si><t>a text</t></si>', 800_000)}</sst>`,
      }),
    ),
    file(
      'long.xlsx',
      buildXlsx(`<row><c t="inlineStr"><is><t>${times('x ', 10_000_000)}</t></is></c></row>`),
    ),
    file(
      'styles.xlsx',
      buildXlsx(`<row>${cell('A1')}</row>`, {
        styles: `<styleSheet><cellXfs>${times('<xf numFmtId="1"/>', 600_000)}</cellXfs></styleSheet>`,
      }),
    ),
    file(
      'format.xlsx',
      buildXlsx(`<row><c r="A1" s="0"><v>1</v></c></row>`, {
        styles: `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${times('0', 200_000)}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`,
      }),
    ),
    file(
      'sheets.xlsx',
      buildXlsx(`<row>${cell('A1')}</row>`, {
        sheets: list(20_000, (at) => `<sheet name="s${at}" r:id="r1"/>`),
      }),
    ),
  ];
}

const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const shape = (text: string) => `<p:sp><p:txBody>${text}</p:txBody></p:sp>`;

function office(): HostileDocument[] {
  return [
    file('paragraphs.docx', buildDocx(times(p('a b'), 150_000))),
    file('runs.docx', buildDocx(`<w:p>${times('<w:r><w:t>a</w:t></w:r>', 200_000)}</w:p>`)),
    file('tables.docx', buildDocx(nested('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', 5_000))),
    file(
      'cells.docx',
      buildDocx(
        `<w:tbl>${times(`<w:tr>${times(`<w:tc>${p('x')}</w:tc>`, 60)}</w:tr>`, 1_500)}</w:tbl>`,
      ),
    ),
    file(
      'formula.docx',
      buildDocx(
        `<w:p><m:oMath>${nested('<m:f><m:num>', '</m:num></m:f>', 50_000)}</m:oMath></w:p>`,
      ),
    ),
    file(
      'formulas.docx',
      buildDocx(`<w:p>${times('<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>', 60_000)}</w:p>`),
    ),
    file(
      'itself.docx',
      buildDocx(times('<w:altChunk r:id="r1"/>', 300), {
        'word/a.html': times('<p>x', 100_000),
        'word/_rels/document.xml.rels': relations(['r1', 'aFChunk', 'a.html']),
      }),
    ),
    file(
      'slides.pptx',
      buildPptx(
        ...Array.from({ length: sized(1_500) }, () => shape('<a:p><a:r><a:t>x</a:t></a:r></a:p>')),
      ),
    ),
    file('shapes.pptx', buildPptx(times(shape('<a:p><a:r><a:t>x</a:t></a:r></a:p>'), 150_000))),
    file(
      'levels.pptx',
      buildPptx(
        shape(
          list(
            150_000,
            (at) => `<a:p><a:pPr lvl="${at % 99}"><a:buChar/></a:pPr><a:r><a:t>x</a:t></a:r></a:p>`,
          ),
        ),
      ),
    ),
    file('groups.pptx', buildPptx(nested('<p:grpSp>', '</p:grpSp>', 300_000))),
  ];
}

function open(): HostileDocument[] {
  const covering =
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>';
  return [
    file(
      'a.odt',
      buildOdf('text', times('<text:p>a<text:s text:c="1000000"/>b</text:p>', 100_000)),
    ),
    file(
      'levels.odt',
      buildOdf(
        'text',
        nested('<text:list><text:list-item>', '</text:list-item></text:list>', 100_000),
      ),
    ),
    file(
      'spans.odt',
      buildOdf('text', `<text:p>${nested('<text:span>', '</text:span>', 200_000)}</text:p>`),
    ),
    file(
      'a.ods',
      buildOdf(
        'spreadsheet',
        `<table:table table:name="a">${times(covering, 2_000)}</table:table>`,
      ),
    ),
    file(
      'sheets.ods',
      buildOdf(
        'spreadsheet',
        times(
          '<table:table table:name="a"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
          40_000,
        ),
      ),
    ),
    file(
      'a.odp',
      buildOdf(
        'presentation',
        times('<draw:page><draw:frame><text:p>x</text:p></draw:frame></draw:page>', 60_000),
      ),
    ),
    file(
      'styles.odt',
      buildOdf(
        'text',
        '<text:p text:style-name="s0">x</text:p>',
        list(
          60_000,
          (at) => `<style:style style:name="s${at}" style:parent-style-name="s${at + 1}"/>`,
        ),
      ),
    ),
    file(
      'a.epub',
      buildZip({
        'META-INF/container.xml': '<rootfile full-path="a.opf"/>',
        'a.opf': `<item id="a" href="a.xhtml"/>${times('<itemref idref="a"/>', 20_000)}`,
        'a.xhtml': times('<p>x</p>', 20_000),
      }),
    ),
  ];
}

function others(): HostileDocument[] {
  const text = (at: number) => ({ text: 'some words', x: (at * 37) % 500, y: (at * 11) % 800 });
  return [
    file('pages.pdf', buildPdf(Array.from({ length: sized(2_500) }, () => [text(1), text(2)]))),
    file('texts.pdf', buildPdf([Array.from({ length: sized(60_000) }, (_, at) => text(at))])),
    file(
      'column.pdf',
      buildPdf([
        Array.from({ length: sized(20_000) }, (_, at) => ({
          text: 'a b',
          x: (at % 2) * 300,
          y: at / 25,
        })),
      ]),
    ),
    file('states.pdf', buildPdf([[text(1)]], { before: times('q ', 500_000) })),
    file('drawn.pdf', buildPdf([[text(1)]], { before: times('0 0 m 9 9 l S\n', 1_500_000) })),
    file('blank.pdf', buildPdf([[text(1)]], { before: times(' ', 120_000_000) })),
    file('groups.rtf', `{\\rtf1 ${times('{\\b ', 1_000_000)}x`),
    file('long.rtf', `{\\rtf1 ${times("a\\'e4\\par ", 600_000)}}`),
    file('rows.rtf', `{\\rtf1 ${times('\\trowd\\intbl a\\cell b\\cell\\row ', 150_000)}}`),
    file(
      'fields.rtf',
      `{\\rtf1 ${times('{\\field{\\*\\fldinst HYPERLINK "https://a.example"}{\\fldrslt x}}', 80_000)}}`,
    ),
    file('heads.eml', `${list(40_000, (at) => `X-${at}: a\n`)}\nx`),
    file(
      'parts.eml',
      list(200, (at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`),
    ),
    file('html.eml', `Content-Type: text/html\n\n${times('<div>', 300_000)}`),
    file('to.eml', `To: ${times('a@b.example, ', 60_000)}\n\nx`),
  ];
}
