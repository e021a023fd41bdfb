import { safeAddress } from '../../safe-address.ts';
import { type Block, EMPHASIS, paragraph, type Run } from '../../tree.ts';
import { rewriteFormulas } from '../docx/rewrite-document.ts';
import { embeddedName } from '../embedded-name.ts';
import type { Relation } from '../read-relations.ts';
import { readXml, type XmlAttributes } from '../read-xml.ts';
import { createHiddenShapes, imageBlocks } from '../shown-shapes.ts';
import { type Layout, usualPoint } from './read-points.ts';
import { createTableReader } from './read-table.ts';
import { createTextReader, FORMULA_FONT } from './read-text.ts';

export type Slide = {
  title: Run[];
  blocks: Block[];
  /** Charts and diagrams by the ids of their relations, each before the block that it stands before. */
  parts: { id: string; before: number }[];
  isHidden: boolean;
  /** What is drawn on its layout, and on the master of that, is seen. */
  showsLayout: boolean;
  /** What stands at its foot. */
  footer: Run[];
};

/** What every slide has anew: its number, the date, what stands on the foot of each. */
const NOT_CONTENT = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);
const TITLES = new Set(['title', 'ctrTitle']);
/** Elements that name the part that is drawn in their place, and how the name is called. */
const DRAWN: Record<string, string> = { chart: ':id', relIds: ':dm' };

/**
 * Texts, tables and pictures of a slide, in the order in which they are read out.
 * @param layouts what its placeholders are from, the nearer first; undefined for notes, which have no points
 */
export function readSlide(
  xml: string,
  relations: ReadonlyMap<string, Relation>,
  layouts: readonly Layout[] | undefined,
): Slide {
  const slide: Slide = {
    ...{ title: [], blocks: [], parts: [], footer: [] },
    ...{ isHidden: false, showsLayout: true },
  };
  const shapes = createHiddenShapes();
  const text = createTextReader(relations);
  const table = createTableReader(text);
  /** Kind of the shape's placeholder; undefined for a shape that is none. */
  let kind: string | undefined;
  let fallbacks = 0;
  let shapeName = '';
  readXml(rewriteFormulas(xml, runOf), {
    open: (name, attributes) => {
      if (name === 'Fallback') fallbacks += 1;
      shapes.open(name, attributes);
      if (fallbacks > 0 || shapes.isHidden()) return;
      if (name === 'sld') {
        slide.isHidden = isOff(attributes.show);
        slide.showsLayout = !isOff(attributes.showMasterSp);
      }
      if (SHAPES.has(name)) kind = undefined;
      // A table in the place of a text has no points.
      if (SHAPES.has(name) || name === 'tbl') text.startShape();
      if (name === 'ph') {
        const place = { type: attributes.type ?? '', index: attributes.idx ?? '' };
        kind = place.type;
        if (layouts) text.setUsualPoint((level) => usualPoint(layouts, place, level));
      }
      if (name === 'cNvPr') {
        slide.blocks.push(...imageBlocks(attributes));
        shapeName = attributes.name ?? '';
      }
      if (MEDIA.has(name)) slide.blocks.push(mediaBlock(shapeName, relations, attributes));
      const drawn = DRAWN[name] && idIn(attributes, DRAWN[name]);
      if (drawn) slide.parts.push({ id: drawn, before: slide.blocks.length });
      if (name === 'oleObj') {
        slide.blocks.push(paragraph({ text: embeddedName(attributes.progId), marks: EMPHASIS }));
      }
      if (!table.open(name, attributes)) text.open(name, attributes);
    },
    text: (piece) => {
      if (fallbacks === 0 && !shapes.isHidden()) text.text(piece);
    },
    close: (name) => {
      if (name === 'Fallback') fallbacks -= 1;
      const isHidden = shapes.isHidden();
      shapes.close(name);
      if (fallbacks > 0 || isHidden) return;
      text.close(name);
      const finished = table.close(name);
      if (finished) slide.blocks.push(finished);
      if (!SHAPES.has(name)) return;
      const { blocks, runs } = text.take();
      if (kind !== undefined && TITLES.has(kind) && slide.title.length === 0) slide.title = runs;
      else if (kind === 'ftr') slide.footer = runs;
      else if (kind === undefined || !NOT_CONTENT.has(kind)) slide.blocks.push(...blocks);
      kind = undefined;
    },
  });
  slide.blocks.push(...shapes.note());
  return slide;
}

const SHAPES = new Set(['sp', 'cxnSp']);
const MEDIA = new Set(['videoFile', 'audioFile', 'quickTimeFile']);

const isOff = (value: string | undefined) => value === '0' || value === 'false';

/** A film or a sound: within the file its name is kept by the shape alone, elsewhere there is an address. */
function mediaBlock(
  name: string,
  relations: ReadonlyMap<string, Relation>,
  attributes: XmlAttributes,
): Block {
  const relation = relations.get(idIn(attributes, ':link') ?? '');
  const url = relation?.isExternal ? safeAddress(relation.target) : undefined;
  return paragraph({
    text: `File: ${name || 'film or sound'}`,
    marks: EMPHASIS,
    ...(url && { url }),
  });
}

export function idIn(attributes: XmlAttributes, ending: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(ending))?.[1];
}

/** A formula as one text, told as code. */
function runOf(text: string): string {
  return `<a:r><a:rPr><a:latin typeface="${FORMULA_FONT}"/></a:rPr><a:t>${text}</a:t></a:r>`;
}
