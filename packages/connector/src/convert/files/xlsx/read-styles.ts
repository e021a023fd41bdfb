import { getFormatFromId } from 'numfmt';
import { LOWERED, RAISED, STRIKE } from '../../tree.ts';
import { readXml } from '../read-xml.ts';

/** How the cells of one style look, as far as it changes what they say. */
export type CellStyle = { format: string; marks: number; isBox?: boolean };

const PARTS = new Set(['numFmts', 'fonts', 'cellXfs']);

/** Styles by the number that cells have for them. */
export function readStyles(xml: string): CellStyle[] {
  const formats = new Map<number, string>();
  const fonts: number[] = [];
  const styles: CellStyle[] = [];
  let part = '';
  readXml(xml, {
    open: (name, attributes) => {
      if (PARTS.has(name)) part = name;
      // Formats of conditions have numbers of their own.
      if (name === 'numFmt' && part === 'numFmts')
        formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'font' && part === 'fonts') fonts.push(0);
      if (part === 'fonts' && fonts.length > 0)
        fonts[fonts.length - 1] = (fonts.at(-1) ?? 0) | fontMark(name, attributes.val);
      const last = styles.at(-1);
      // Boxes to tick are the only such addition ([MS-XLSX], 2.3.14).
      if (name === 'xfComplement' && part === 'cellXfs' && last) last.isBox = true;
      if (name !== 'xf' || part !== 'cellXfs') return;
      const id = Number(attributes.numFmtId ?? 0);
      const format = formats.get(id) ?? getFormatFromId(id) ?? 'General';
      styles.push({ format, marks: fonts[Number(attributes.fontId ?? 0)] ?? 0 });
    },
    close: (name) => {
      if (name === part) part = '';
    },
  });
  return styles;
}

/** What a property of a font says of its text. */
export function fontMark(name: string, value: string | undefined): number {
  if (name === 'strike') return value === '0' || value === 'false' ? 0 : STRIKE;
  if (name !== 'vertAlign') return 0;
  return value === 'superscript' ? RAISED : value === 'subscript' ? LOWERED : 0;
}
