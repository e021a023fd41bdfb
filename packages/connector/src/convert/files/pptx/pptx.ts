import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG, textOfRuns } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { chartBlocks } from '../chart-blocks.ts';
import { drawingTexts } from '../drawing-texts.ts';
import { type Relation, readRelations, relatedPart } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { readSlide } from './read-slide.ts';

/** PowerPoint: a heading for each slide in the order of the show, its texts, tables and notes. */
export async function pptxToMarkdown(bytes: Uint8Array): Promise<string> {
  const zip = await openZip(bytes);
  const main =
    relatedPart(await readRelations(zip, ''), 'officeDocument') ?? 'ppt/presentation.xml';
  const relations = await readRelations(zip, main);
  const slides: string[] = [];
  readXml(await zip.read(main), {
    open: (name, attributes) => {
      if (name !== 'sldId') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const target = relations.get(id)?.target;
      if (target) slides.push(target);
    },
  });
  if (slides.length === 0) throw new Unreadable('The file holds no slides.');
  const blocks: Block[] = [];
  let hidden = 0;
  for (const [index, part] of slides.entries()) {
    const slide = await slideBlocks(zip, part, index + 1);
    if (slide) blocks.push(...slide);
    else hidden += 1;
  }
  if (hidden > 0) {
    const what = hidden === 1 ? 'A hidden slide is' : `${hidden} hidden slides are`;
    blocks.push(paragraph({ text: `${what} left out.`, marks: EMPHASIS }));
  }
  return writeMarkdown(blocks);
}

/** Undefined for a slide that is not shown. */
async function slideBlocks(
  zip: ZipParts,
  part: string,
  number: number,
): Promise<Block[] | undefined> {
  const relations = await readRelations(zip, part);
  const slide = readSlide(await zip.read(part), relations);
  if (slide.isHidden) return undefined;
  const title = textOfRuns(slide.title).trim() === '' ? [plainRun(`Slide ${number}`)] : slide.title;
  return [
    { type: 'heading', depth: 2, runs: title },
    ...slide.blocks,
    ...(await partsBeside(zip, relations)),
    ...(await notesOf(zip, relations)),
  ];
}

/** Charts and diagrams are parts of their own, and so are comments. */
async function partsBeside(
  zip: ZipParts,
  relations: ReadonlyMap<string, Relation>,
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const { type, target } of relations.values()) {
    if (type === 'chart') blocks.push(...chartBlocks(await zip.read(target)));
    if (type === 'diagramData') blocks.push(...(await drawingTexts(zip, target)));
    if (type === 'comments') blocks.push(...commentsIn(await zip.read(target)));
  }
  return blocks;
}

function commentsIn(xml: string): Block[] {
  const texts: string[] = [];
  let isText = false;
  readXml(xml, {
    open: (name) => {
      isText = name === 'text' || name === 't';
    },
    text: (text) => {
      if (isText && text.trim() !== '') texts.push(text.trim());
    },
    close: () => {
      isText = false;
    },
  });
  return texts.map((text) => paragraph({ text: 'Comment:', marks: STRONG }, plainRun(` ${text}`)));
}

async function notesOf(zip: ZipParts, relations: ReadonlyMap<string, Relation>): Promise<Block[]> {
  const part = relatedPart(relations, 'notesSlide');
  if (!part) return [];
  const { blocks } = readSlide(await zip.read(part), new Map());
  if (blocks.length === 0) return [];
  return [{ type: 'quote', blocks: [paragraph({ text: 'Notes:', marks: STRONG }), ...blocks] }];
}
