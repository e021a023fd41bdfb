import { buildDocx, buildOdf, buildPptx, buildXlsx, buildZip, relations } from './build-office.ts';
import { buildPdf } from './build-pdf.ts';
import { file, type HostileDocument, list, nested, sized, times } from './hostile-sizes.ts';

const cell = (at: string, value = '1') => `<c r="${at}"><v>${value}</v></c>`;

export function hostileTables(): HostileDocument[] {
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

export function hostileOffice(): HostileDocument[] {
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

export function hostileOpen(): HostileDocument[] {
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

export function hostileOthers(): HostileDocument[] {
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
