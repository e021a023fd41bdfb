import { escapeXml, zip } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const SLIDES = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export type DocxPart =
  | { heading: string; level: 1 | 2 }
  | { text: string }
  | { rows: readonly (readonly string[])[] };

function contentTypes(parts: Record<string, string>): string {
  const overrides = Object.entries(parts)
    .map(
      ([name, type]) =>
        `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join('');
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

function relations(entries: readonly (readonly [type: string, target: string])[]): string {
  const all = entries.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${REL}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

function wordPart(part: DocxPart): string {
  if ('heading' in part) {
    return `<w:p><w:pPr><w:pStyle w:val="Heading${part.level}"/></w:pPr>${run(part.heading)}</w:p>`;
  }
  if ('text' in part) return `<w:p>${run(part.text)}</w:p>`;
  const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`;
  return `<w:tbl>${part.rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

export function docx(parts: readonly DocxPart[]): Uint8Array {
  const style = (level: number) =>
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`;
  return zip({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': 'wordprocessingml.document.main',
      'word/styles.xml': 'wordprocessingml.styles',
    }),
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relations([['styles', 'styles.xml']]),
    'word/styles.xml': `${HEAD}<w:styles xmlns:w="${WORD}">${style(1)}${style(2)}</w:styles>`,
    'word/document.xml': `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${parts.map(wordPart).join('')}</w:body></w:document>`,
  });
}

export type Slide = { title: string; lines: readonly string[]; notes?: string };

export function pptx(slides: readonly Slide[]): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes({
      'ppt/presentation.xml': 'presentationml.presentation.main',
    }),
    '_rels/.rels': relations([['officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `${HEAD}<p:presentation xmlns:p="${SLIDES}" xmlns:r="${REL}"><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      slides.map((_, index) => ['slide', `slides/slide${slides.length - index}.xml`]),
    ),
  };
  // The order of the show is that of the list, not of the file names.
  for (const [index, slide] of slides.entries()) {
    const number = slides.length - index;
    files[`ppt/slides/slide${number}.xml`] = slideXml('sld', slide.title, slide.lines);
    if (!slide.notes) continue;
    files[`ppt/slides/_rels/slide${number}.xml.rels`] = relations([
      ['notesSlide', `../notesSlides/notesSlide${number}.xml`],
    ]);
    files[`ppt/notesSlides/notesSlide${number}.xml`] = slideXml('notes', '', [slide.notes]);
  }
  return zip(files);
}

function slideXml(root: string, title: string, lines: readonly string[]): string {
  const paragraph = (text: string) => `<a:p><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;
  const shape = (type: string, texts: readonly string[]) =>
    `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:txBody>${texts.map(paragraph).join('')}</p:txBody></p:sp>`;
  const titled = title ? shape('title', [title]) : '';
  return `${HEAD}<p:${root} xmlns:p="${SLIDES}" xmlns:a="${DRAWING}"><p:cSld><p:spTree>${titled}${shape('body', lines)}</p:spTree></p:cSld></p:${root}>`;
}

export type Sheet = { name: string; rows: readonly (readonly (string | number | Date)[])[] };

export function xlsx(sheets: readonly Sheet[]): Uint8Array {
  const strings: string[] = [];
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      'xl/sharedStrings.xml': 'spreadsheetml.sharedStrings',
      ...Object.fromEntries(
        sheets.map((_, index) => [
          `xl/worksheets/sheet${index + 1}.xml`,
          'spreadsheetml.worksheet',
        ]),
      ),
    }),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${REL}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${SHEETS}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  };
  for (const [index, sheet] of sheets.entries()) {
    const rows = sheet.rows.map((row, at) => rowXml(row, at + 1, strings)).join('');
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData></worksheet>`;
  }
  files['xl/sharedStrings.xml'] =
    `${HEAD}<sst xmlns="${SHEETS}">${strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`;
  return zip(files);
}

const DAY_MS = 86_400_000;

function rowXml(
  row: readonly (string | number | Date)[],
  number: number,
  strings: string[],
): string {
  const cells = row.map((value, index) => {
    const at = `${String.fromCharCode(65 + index)}${number}`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    // Day 1 is 1900-01-01, and 1900 counts as a leap year.
    if (value instanceof Date)
      return `<c r="${at}" s="1"><v>${value.getTime() / DAY_MS + 25_569}</v></c>`;
    strings.push(value);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}
