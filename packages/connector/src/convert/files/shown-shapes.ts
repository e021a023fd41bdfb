import { type Block, EMPHASIS, paragraph, plainRun } from '../tree.ts';
import { readXml, type XmlAttributes } from './read-xml.ts';

/** Shapes, pictures and groups of them, which may be hidden. */
const SHAPES = new Set(['sp', 'pic', 'cxnSp', 'grpSp', 'graphicFrame']);

/** Paragraphs of DrawingML without their setting, of what is shown. */
export function paragraphsIn(xml: string): Block[] {
  const blocks: Block[] = [];
  const shapes = createHiddenShapes();
  let text = '';
  let isText = false;
  let fallbacks = 0;
  readXml(xml, {
    open: (name, attributes) => {
      // For programs that know less: the same again, or that something cannot be shown.
      if (name === 'Fallback') fallbacks += 1;
      shapes.open(name, attributes);
      if (fallbacks > 0 || shapes.isHidden()) return;
      if (name === 'cNvPr') blocks.push(...imageBlocks(attributes));
      isText = name === 't';
      if (name === 'br') text += '\n';
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 'Fallback') fallbacks -= 1;
      shapes.close(name);
      if (name === 't') isText = false;
      if (name !== 'p') return;
      if (text.trim() !== '') blocks.push(paragraph(plainRun(text)));
      text = '';
    },
  });
  return [...blocks, ...shapes.note()];
}

/** What a picture shows, for those who cannot see it. */
export function imageBlocks({ descr, title }: XmlAttributes): Block[] {
  const text = descr?.trim() || title?.trim();
  return text ? [paragraph({ text: `Image: ${text}`, marks: EMPHASIS })] : [];
}

/** Follows which shapes are hidden, be it with the group that they are in. */
export function createHiddenShapes() {
  let depth = 0;
  /** How deep the outermost hidden shape lies. */
  let from = Number.POSITIVE_INFINITY;
  let count = 0;
  return {
    open: (name: string, { hidden }: XmlAttributes): void => {
      if (SHAPES.has(name)) depth += 1;
      if (name !== 'cNvPr' || depth >= from || (hidden !== '1' && hidden !== 'true')) return;
      from = depth;
      count += 1;
    },
    close: (name: string): void => {
      if (!SHAPES.has(name)) return;
      if (depth === from) from = Number.POSITIVE_INFINITY;
      depth -= 1;
    },
    isHidden: (): boolean => depth >= from,
    note: (): Block[] => {
      if (count === 0) return [];
      const what = count === 1 ? 'A hidden shape is' : `${count} hidden shapes are`;
      return [paragraph({ text: `${what} left out.`, marks: EMPHASIS })];
    },
  };
}
