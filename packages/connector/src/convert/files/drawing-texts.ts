import { type Block, paragraph, plainRun } from '../tree.ts';
import { readRelations } from './read-relations.ts';
import { readXml } from './read-xml.ts';
import type { ZipParts } from './read-zip.ts';

const WITH_TEXT = ['chart', 'diagramData', 'drawing', 'chartEx'];

/** Texts of shapes, charts and diagrams: the paragraphs of DrawingML (`a:p`), in their order. */
export async function drawingTexts(zip: ZipParts, part: string): Promise<Block[]> {
  const relations = await readRelations(zip, part);
  const blocks = paragraphsIn(await zip.read(part));
  for (const { type, target } of relations.values()) {
    if (WITH_TEXT.includes(type)) blocks.push(...paragraphsIn(await zip.read(target)));
  }
  return blocks;
}

/** Paragraphs of DrawingML without their setting. */
export function paragraphsIn(xml: string): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let isText = false;
  readXml(xml, {
    open: (name) => {
      isText = name === 't';
      if (name === 'br') text += '\n';
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name !== 'p') return;
      if (text.trim() !== '') blocks.push(paragraph(plainRun(text)));
      text = '';
    },
  });
  return blocks;
}
