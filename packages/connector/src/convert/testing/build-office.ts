import { zipSync } from 'fflate';

const bytes = (text: string) => new TextEncoder().encode(text);
const MAIN = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function buildZip(files: Record<string, string | Uint8Array>): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? bytes(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries), { level: 6 });
}

/** Relations of a part: id, type and target; an address is one that lies outside. */
export function relations(...all: [id: string, type: string, target: string][]): string {
  const rows = all.map(([id, type, target]) => {
    const mode = target.includes('://') ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${MAIN}/${type}" Target="${target}"${mode}/>`;
  });
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

/** A Word file with this body, and with other parts where they are given. */
export function buildDocx(
  body: string,
  parts: Record<string, string | Uint8Array> = {},
): Uint8Array {
  return buildZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    '_rels/.rels': relations(['r1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...parts,
  });
}

export type SheetParts = {
  styles?: string;
  strings?: string;
  book?: string;
  sheets?: string;
  others?: Record<string, string | Uint8Array>;
  sheetRelations?: string;
};

/** An Excel file whose first sheet has these rows. */
export function buildXlsx(rows: string, parts: SheetParts = {}): Uint8Array {
  const sheets = parts.sheets ?? '<sheet name="Sheet1" sheetId="1" r:id="r1"/>';
  return buildZip({
    '_rels/.rels': relations(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns:r="x">${parts.book ?? ''}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['r1', 'worksheet', 'worksheets/sheet1.xml'],
      ['r2', 'styles', 'styles.xml'],
      ['r3', 'sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/styles.xml': parts.styles ?? '<styleSheet/>',
    'xl/sharedStrings.xml': parts.strings ?? '<sst/>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns:r="x"><sheetData>${rows}</sheetData>${parts.sheetRelations ? '<hyperlinks><hyperlink ref="A1" r:id="r1"/></hyperlinks>' : ''}</worksheet>`,
    ...(parts.sheetRelations
      ? { 'xl/worksheets/_rels/sheet1.xml.rels': parts.sheetRelations }
      : {}),
    ...parts.others,
  });
}

/** A show with one slide for each of these trees of shapes. */
export function buildPptx(...slides: string[]): Uint8Array {
  const files: Record<string, string> = {
    '_rels/.rels': relations(['r1', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="s${at}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      ...slides.map((_, at): [string, string, string] => [
        `s${at}`,
        'slide',
        `slides/slide${at}.xml`,
      ]),
    ),
  };
  for (const [at, tree] of slides.entries()) {
    files[`ppt/slides/slide${at}.xml`] =
      `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${tree}</p:spTree></p:cSld></p:sld>`;
  }
  return buildZip(files);
}

/** A text or a sheet of OpenDocument; `kind` is what stands in `office:body`. */
export function buildOdf(
  kind: 'text' | 'spreadsheet' | 'presentation',
  body: string,
  styles = '',
): Uint8Array {
  return buildZip({
    'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
  });
}
