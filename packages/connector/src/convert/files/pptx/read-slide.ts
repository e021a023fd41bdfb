import { type Block, EMPHASIS, paragraph, type Run } from '../../tree.ts';
import { rewriteFormulas } from '../docx/rewrite-document.ts';
import { embeddedName } from '../embedded-name.ts';
import type { Relation } from '../read-relations.ts';
import { readXml, type XmlAttributes } from '../read-xml.ts';
import { createTableReader } from './read-table.ts';
import { createTextReader, FORMULA_FONT } from './read-text.ts';

export type Slide = { title: Run[]; blocks: Block[]; isHidden: boolean };

/** What every slide has anew: its number, the date, what stands on the foot of each. */
const NOT_CONTENT = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);
const TITLES = new Set(['title', 'ctrTitle']);
/** Points begin with a mark here, unless they say otherwise. */
const WITH_POINTS = new Set(['body', 'obj', '']);

/** Texts, tables and pictures of a slide, in the order in which they are read out. */
export function readSlide(xml: string, relations: ReadonlyMap<string, Relation>): Slide {
  const slide: Slide = { title: [], blocks: [], isHidden: false };
  const text = createTextReader(relations);
  const table = createTableReader(text);
  /** Kind of the shape's placeholder; undefined for a shape that is none. */
  let kind: string | undefined;
  let fallbacks = 0;
  readXml(rewriteFormulas(xml, runOf), {
    open: (name, attributes) => {
      if (name === 'Fallback') fallbacks += 1;
      if (fallbacks > 0) return;
      if (name === 'sld') slide.isHidden = attributes.show === '0' || attributes.show === 'false';
      if (name === 'sp') kind = undefined;
      if (name === 'ph') {
        kind = attributes.type ?? '';
        text.setPoints(WITH_POINTS.has(kind));
      }
      if (name === 'cNvPr') describe(slide, attributes);
      if (name === 'oleObj') {
        slide.blocks.push(paragraph({ text: embeddedName(attributes.progId), marks: EMPHASIS }));
      }
      if (!table.open(name, attributes)) text.open(name, attributes);
    },
    text: (piece) => {
      if (fallbacks === 0) text.text(piece);
    },
    close: (name) => {
      if (name === 'Fallback') fallbacks -= 1;
      if (fallbacks > 0) return;
      text.close(name);
      const finished = table.close(name);
      if (finished) slide.blocks.push(finished);
      if (name !== 'sp' && name !== 'cxnSp') return;
      const { blocks, runs } = text.take();
      if (kind !== undefined && TITLES.has(kind) && slide.title.length === 0) slide.title = runs;
      else if (kind === undefined || !NOT_CONTENT.has(kind)) slide.blocks.push(...blocks);
      kind = undefined;
      text.setPoints(false);
    },
  });
  return slide;
}

/** A formula as one text, told as code. */
function runOf(text: string): string {
  return `<a:r><a:rPr><a:latin typeface="${FORMULA_FONT}"/></a:rPr><a:t>${text}</a:t></a:r>`;
}

/** What a picture shows, for those who cannot see it. */
function describe(slide: Slide, { descr }: XmlAttributes): void {
  const text = descr?.trim();
  if (text) slide.blocks.push(paragraph({ text: `Image: ${text}`, marks: EMPHASIS }));
}
