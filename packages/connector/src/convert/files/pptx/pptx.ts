import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG, textOfRuns } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { chartBlocks } from '../chart-blocks.ts';
import { diagramBlocks } from '../diagram-blocks.ts';
import { createPageEdges } from '../page-edges.ts';
import { type Relation, readRelations, relatedPart } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { authorsIn, commentsIn } from './read-comments.ts';
import { type Layout, readLayout } from './read-points.ts';
import { idIn, readSlide } from './read-slide.ts';

/** PowerPoint: a heading for each slide in the order of the show, its texts, tables and notes. */
export async function pptxToMarkdown(bytes: Uint8Array): Promise<string> {
  const zip = await openZip(bytes);
  const main =
    relatedPart(await readRelations(zip, ''), 'officeDocument') ?? 'ppt/presentation.xml';
  const relations = await readRelations(zip, main);
  const { slides, sections, emptySections } = slidesIn(await zip.read(main), relations);
  if (slides.length === 0) throw new Unreadable('The file holds no slides.');
  const blocks: Block[] = [];
  const edges = createPageEdges();
  const layouts = createLayouts(zip);
  let hidden = 0;
  const authors = new Map<string, string>();
  for (const type of ['authors', 'commentAuthors']) {
    const part = relatedPart(relations, type);
    for (const [id, name] of part ? authorsIn(await zip.read(part)) : []) authors.set(id, name);
  }
  for (const [index, { part, id }] of slides.entries()) {
    blocks.push(...(sections.get(id) ?? []).map(sectionHeading));
    const slide = await slideBlocks({ zip, edges, layouts, authors }, part, index + 1);
    if (slide) blocks.push(...slide);
    else hidden += 1;
  }
  blocks.push(...emptySections.map(sectionHeading));
  if (hidden > 0) {
    const what = hidden === 1 ? 'A hidden slide is' : `${hidden} hidden slides are`;
    blocks.push(paragraph({ text: `${what} left out.`, marks: EMPHASIS }));
  }
  return writeMarkdown([...blocks, ...edges.blocks()]);
}

const sectionHeading = (name: string): Block => ({
  type: 'heading',
  depth: 1,
  runs: [plainRun(name)],
});

/** The slides in the order of the show, and the names of sections by the slide that they begin with. */
function slidesIn(xml: string, relations: ReadonlyMap<string, Relation>) {
  const slides: { part: string; id: string }[] = [];
  const sections = new Map<string, string[]>();
  let begun: string[] = [];
  readXml(xml, {
    open: (name, attributes) => {
      const { id = '' } = attributes;
      if (name === 'section' && attributes.name?.trim()) begun.push(attributes.name.trim());
      if (name !== 'sldId') return;
      const target = relations.get(idIn(attributes, ':id') ?? '')?.target;
      if (target) slides.push({ part: target, id });
      else if (begun.length > 0) {
        sections.set(id, begun);
        begun = [];
      }
    },
  });
  return { slides, sections, emptySections: begun };
}

type Show = {
  zip: ZipParts;
  authors: ReadonlyMap<string, string>;
  edges: ReturnType<typeof createPageEdges>;
  layouts: (part: string) => Promise<Layout[]>;
};

/** The layout of a slide and the master that this is from; many slides have the same. */
function createLayouts(zip: ZipParts): Show['layouts'] {
  const known = new Map<string, Layout>();
  const read = async (part: string): Promise<Layout> => {
    const layout = known.get(part) ?? readLayout(await zip.read(part));
    known.set(part, layout);
    return layout;
  };
  return async (part) => {
    const master = relatedPart(await readRelations(zip, part), 'slideMaster');
    return [await read(part), ...(master ? [await read(master)] : [])];
  };
}

/** Undefined for a slide that is not shown. */
async function slideBlocks(
  { zip, edges, layouts, authors }: Show,
  part: string,
  number: number,
): Promise<Block[] | undefined> {
  const relations = await readRelations(zip, part);
  const layout = relatedPart(relations, 'slideLayout');
  const around = layout ? await layouts(layout) : [];
  const slide = readSlide(await zip.read(part), relations, around);
  if (slide.isHidden) return undefined;
  edges.add('Footer', [textOfRuns(slide.footer)]);
  if (slide.showsLayout) for (const texts of textsOf(around)) edges.add('On slides', texts);
  const title = textOfRuns(slide.title).trim() === '' ? [plainRun(`Slide ${number}`)] : slide.title;
  const drawn: Block[] = [];
  let from = 0;
  for (const { id, before } of slide.parts) {
    const found = relations.get(id);
    drawn.push(
      ...slide.blocks.slice(from, before),
      ...(found ? await drawnBlocks(zip, found) : []),
    );
    relations.delete(id);
    from = before;
  }
  return [
    { type: 'heading', depth: 2, runs: title },
    ...drawn,
    ...slide.blocks.slice(from),
    ...(await partsBeside(zip, relations, authors)),
    ...(await notesOf(zip, relations)),
  ];
}

/** What the layout of a slide has on it, and the master where that is seen. */
function textsOf(around: readonly Layout[]): string[][] {
  const [layout] = around;
  const seen = layout?.showsMaster ? around : around.slice(0, 1);
  return seen.map(({ texts }) => texts);
}

/** Charts and diagrams are parts of their own. */
async function drawnBlocks(zip: ZipParts, { type, target }: Relation): Promise<Block[]> {
  if (type === 'chart' || type === 'chartEx') return chartBlocks(await zip.read(target));
  return type === 'diagramData' ? diagramBlocks(await zip.read(target)) : [];
}

/** Comments, and what is drawn in no place that we know. */
async function partsBeside(
  zip: ZipParts,
  relations: ReadonlyMap<string, Relation>,
  authors: ReadonlyMap<string, string>,
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const relation of relations.values()) {
    blocks.push(...(await drawnBlocks(zip, relation)));
    if (relation.type === 'comments')
      blocks.push(...commentsIn(await zip.read(relation.target), authors));
  }
  return blocks;
}

async function notesOf(zip: ZipParts, relations: ReadonlyMap<string, Relation>): Promise<Block[]> {
  const part = relatedPart(relations, 'notesSlide');
  if (!part) return [];
  const { blocks } = readSlide(await zip.read(part), await readRelations(zip, part), undefined);
  if (blocks.length === 0) return [];
  return [{ type: 'quote', blocks: [paragraph({ text: 'Notes:', marks: STRONG }), ...blocks] }];
}
