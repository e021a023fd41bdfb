import type { Run } from '../../tree.ts';
import { createXmlReader, type XmlAttributes } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';
import { fontMark } from './read-styles.ts';

/** A text with marks within it, or without any. */
export type CellText = string | Run[];

/** The texts that cells share, by their number. */
export async function readSharedStrings(zip: ZipParts, part: string): Promise<CellText[]> {
  const strings: CellText[] = [];
  const text = collectText();
  const reader = createXmlReader({
    open: (name, attributes) => {
      if (name === 'si') text.start();
      else text.open(name, attributes);
    },
    text: text.text,
    close: (name) => {
      if (name === 'si') strings.push(text.take());
      else text.close(name);
    },
  });
  await zip.stream(part, reader.write);
  reader.end();
  return strings;
}

/** Collects the runs of a rich text, without the readings that East Asian texts have beside them. */
export function collectText() {
  let runs: Run[] = [];
  let marks = 0;
  let isText = false;
  let isReading = false;
  return {
    start: () => {
      runs = [];
      marks = 0;
    },
    open: (name: string, attributes: XmlAttributes) => {
      if (name === 'rPh') isReading = true;
      if (name === 'r') marks = 0;
      marks |= fontMark(name, attributes.val);
      isText = name === 't' && !isReading;
    },
    text: (piece: string) => {
      if (!isText) return;
      const last = runs.at(-1);
      if (last?.marks === marks) last.text += piece;
      else runs.push({ text: piece, marks });
    },
    close: (name: string) => {
      if (name === 'rPh') isReading = false;
      if (name === 't') isText = false;
      if (name === 'r') marks = 0;
    },
    take: (): CellText => {
      const [only] = runs;
      if (!only) return '';
      return runs.length === 1 && only.marks === 0
        ? withoutCodes(only.text)
        : runs.map(unescapeRun);
    },
  };
}

const unescapeRun = (run: Run): Run => ({ ...run, text: withoutCodes(run.text) });

/** Signs that XML cannot hold are written as `_x000D_` (ECMA-376, 22.9.2.19). */
export function withoutCodes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
    const sign = String.fromCharCode(Number.parseInt(code, 16));
    return sign === '\r' || sign === '\u0000' ? '' : sign;
  });
}
