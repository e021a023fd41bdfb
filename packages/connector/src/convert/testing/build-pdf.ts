import { deflateSync } from 'node:zlib';

/** A text at a place on a page; `y` counts from the top, in points. */
export type PlacedText = { text: string; x: number; y: number; size?: number; font?: 'Courier' };

/** A PDF with texts in Helvetica on pages of A4, as small as the format allows. */
export function buildPdf(
  pages: readonly (readonly PlacedText[])[],
  extra: PdfExtra = {},
): Uint8Array {
  const first = 4;
  const next = first + pages.length * 2;
  const tags = extra.isList
    ? listTags(pages[0]?.length ?? 0, next)
    : extra.rows && tableTags(extra.rows, next);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${tags?.catalog ?? ''} ${extra.catalog ?? ''} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')}] >>`,
    extra.font ??
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [index, texts] of pages.entries()) {
    const annotations = extra.annotations ? `/Annots [${extra.annotations}]` : '';
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${tags ? '/StructParents 0' : ''} /MediaBox [0 0 595 842] /Rotate ${extra.rotate ?? 0} /Contents ${first + index * 2 + 1} 0 R ${annotations} /Resources << /Font << /F 3 0 R /Courier << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>`,
      streamOf(
        (extra.before ?? '') +
          texts.map((text, at) => tagged(operatorsOf(text, extra), at, extra)).join('\n'),
      ),
    );
  }
  return assemble([...objects, ...(tags?.objects ?? [])]);
}

export type PdfExtra = {
  /** The font as an object of PDF. */
  font?: string;
  /** How a text is written in that font. */
  encode?: (text: string) => string;
  annotations?: string;
  /** What else the catalogue of the file holds. */
  catalog?: string;
  /** How far a viewer turns each page, in degrees. */
  rotate?: number;
  /** Operators before those of the texts. */
  before?: string;
  /** The texts of the first page are tagged as the points of a list, whose signs are no text. */
  isList?: boolean;
  /** The texts of the first page that are tagged as cells of a table, row by row. */
  rows?: readonly (readonly (readonly number[])[])[];
  /** Which of these stand in a span within their cell. */
  spans?: readonly number[];
};

function tagged(operators: string, at: number, { isList, rows, spans }: PdfExtra): string {
  const own = spans?.includes(at) ? `/Span << /ActualText (x) >> BDC ${operators} EMC` : operators;
  if (rows) return `/P << /MCID ${at} >> BDC ${own} EMC`;
  if (!isList) return operators;
  return `/Lbl << /MCID ${at * 2} >> BDC 0 0 1 1 re f EMC /P << /MCID ${at * 2 + 1} >> BDC ${operators} EMC`;
}

/** Tags of a list (ISO 32000-1, 14.8.4.3.3). @param first the number of their first object */
function listTags(points: number, first: number) {
  const list = first + 1;
  const at = (point: number) => first + 3 + point * 3;
  const all = [...Array(points).keys()];
  const element = (kind: string, parent: number, rest: string) =>
    `<< /Type /StructElem /S /${kind} /P ${parent} 0 R ${rest} >>`;
  const parents = all.map((point) => `${at(point) + 1} 0 R ${at(point) + 2} 0 R`).join(' ');
  return {
    catalog: `/MarkInfo << /Marked true >> /StructTreeRoot ${first} 0 R`,
    objects: [
      `<< /Type /StructTreeRoot /K [${list} 0 R] /ParentTree ${first + 2} 0 R >>`,
      element('L', first, `/K [${all.map((point) => `${at(point)} 0 R`).join(' ')}]`),
      `<< /Nums [0 [${parents}]] >>`,
      ...all.flatMap((point) => [
        element('LI', list, `/K [${at(point) + 1} 0 R ${at(point) + 2} 0 R]`),
        element('Lbl', at(point), `/Pg 4 0 R /K ${point * 2}`),
        element('LBody', at(point), `/Pg 4 0 R /K ${point * 2 + 1}`),
      ]),
    ],
  };
}

/** Tags of a table (ISO 32000-1, 14.8.4.3.4). @param first the number of their first object */
function tableTags(rows: NonNullable<PdfExtra['rows']>, first: number) {
  const table = first + 1;
  const cells: string[] = [];
  const parents = new Map<number, number>();
  const trs = rows.map((row, index) => {
    const tr = first + 3 + index;
    const kids = row.map((texts) => {
      const number = first + 3 + rows.length + cells.length;
      for (const text of texts) parents.set(text, number);
      cells.push(`<< /Type /StructElem /S /TD /P ${tr} 0 R /Pg 4 0 R /K [${texts.join(' ')}] >>`);
      return `${number} 0 R`;
    });
    return `<< /Type /StructElem /S /TR /P ${table} 0 R /K [${kids.join(' ')}] >>`;
  });
  const refs = rows.map((_, index) => `${first + 3 + index} 0 R`);
  const last = Math.max(...parents.keys());
  const nums = Array.from({ length: last + 1 }, (_, at) => {
    const parent = parents.get(at);
    return parent === undefined ? 'null' : `${parent} 0 R`;
  });
  return {
    catalog: `/MarkInfo << /Marked true >> /StructTreeRoot ${first} 0 R`,
    objects: [
      `<< /Type /StructTreeRoot /K [${table} 0 R] /ParentTree ${first + 2} 0 R >>`,
      `<< /Type /StructElem /S /Table /P ${first} 0 R /K [${refs.join(' ')}] >>`,
      `<< /Nums [0 [${nums.join(' ')}]] >>`,
      ...trs,
      ...cells,
    ],
  };
}

function operatorsOf(
  { text, x, y, size = 10, font = 'F' }: Omit<PlacedText, 'font'> & { font?: string },
  { encode = literal }: PdfExtra,
): string {
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${842 - y} Tm ${encode(text)} Tj ET`;
}

function literal(text: string): string {
  return `(${text.replace(/[\\()]/g, '\\$&')})`;
}

function streamOf(content: string): string {
  const data = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  return `<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n${data}\nendstream`;
}

function assemble(objects: readonly string[]): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    places.push(length);
    parts.push(part);
    length += part.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Uint8Array.from(Buffer.from(parts.join(''), 'latin1'));
}
