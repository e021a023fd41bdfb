import { type BlockBuilder, buildBlocks } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import { labelledPoint } from '../../point-label.ts';
import { type Block, CODE, type ListItem, type Run, textOfRuns } from '../../tree.ts';
import { addPoint } from '../add-point.ts';
import { createPageEdges } from '../page-edges.ts';
import { symbolsOf } from '../symbol-fonts.ts';
import { createByteDecoder } from './rtf-bytes.ts';
import { endEdgeLine, type PageEdge } from './rtf-edges.ts';
import { nameFont } from './rtf-fonts.ts';
import { withoutNoteGap } from './rtf-notes.ts';
import type { Capture, Form } from './rtf-parts.ts';
import { endTable, type Row } from './rtf-tables.ts';
import { takeTypedPoint } from './typed-points.ts';

/** Settings of a group, which end with it. */
export type Group = {
  marks: number;
  isDeleted?: boolean;
  isHidden?: boolean;
  /** Of the head or the foot of all pages. */
  isOutside?: boolean;
  edge?: PageEdge | undefined;
  capture?: Capture;
  object?: { name: string };
  /** What is written when the group ends. */
  closing?: { text: string };
  /** Not the text of the document, but a font, a picture, what a field is made of. */
  isSkipped: boolean;
  /** The number or sign of a point, which programs write for those that know no lists. */
  isPoint: boolean;
  /** Signs that stand for one of Unicode to programs that do not know it. */
  fallbackLength: number;
  url: string | undefined;
  /** What a field is made of, as far as it was read; groups within add to it. */
  instruction: { text: string } | undefined;
  /** A style that is being told of. */
  style: { number: number; name: string } | undefined;
  /** What ends a note or a comment, which stands in the sentence that it belongs to. */
  noteEnd: string | undefined;
  /** Number of the font; within the table of fonts, of the one that is told of. */
  font: number | undefined;
  isFontTable: boolean;
};

export type RtfState = {
  blocks: Block[];
  line: BlockBuilder;
  /** The same to the sign, for code. */
  raw: string;
  /** Lines of code without any text, since the last that had some. */
  emptyLines: number;
  decoder: ReturnType<typeof createByteDecoder>;
  /** Character sets of fonts by their number. */
  fonts: Map<number, number>;
  open: Group[];
  group: Group;
  tooDeep: number;
  /** Signs that are left to skip after one of Unicode. */
  toSkip: number;
  point: string;
  /** Of the paragraph, and of its first line beside that, in twentieths of a point. */
  indent: number;
  firstIndent: number;
  /** Fonts whose letters are all as wide, and the one that all text is in that says nothing else. */
  fixedFonts: Set<number>;
  usualFont: number;
  outline: number | undefined;
  isInTable: boolean;
  hasHeader: boolean;
  hidesText: boolean;
  form: Form | undefined;
  /** Name of a property of a shape, of which the value comes next. */
  property: string;
  /** Within a note: nothing was written yet, or nothing since a paragraph ended. */
  noteGap: 'start' | 'between' | undefined;
  pageEdges: ReturnType<typeof createPageEdges>;
  fontNames: Map<number, string>;
  /** Names of fonts whose letters are signs. */
  symbolFonts: Map<number, string>;
  cells: Run[][];
  /** Where the cells of the row end, from the left. */
  edges: number[];
  rows: Row[];
  /** Names of paragraph styles by their number, and that of the paragraph. */
  styles: Map<number, string>;
  style: number | undefined;
  level: number;
  /** `label` is empty where a sign stands before the point. */
  points: { runs: Run[]; label: string; level: number }[];
};

export function newRtfState(): RtfState {
  return {
    blocks: [],
    line: buildBlocks(),
    ...{ raw: '', emptyLines: 0 },
    decoder: createByteDecoder(),
    fonts: new Map(),
    ...{ fontNames: new Map(), symbolFonts: new Map() },
    ...{ hasHeader: false, hidesText: false, form: undefined, property: '', noteGap: undefined },
    pageEdges: createPageEdges(),
    ...{ fixedFonts: new Set(), usualFont: 0, indent: 0, firstIndent: 0 },
    open: [],
    group: {
      ...{ marks: 0, isSkipped: false, isPoint: false, fallbackLength: 1 },
      ...{ url: undefined, instruction: undefined, style: undefined, noteEnd: undefined },
      ...{ font: undefined, isFontTable: false },
    },
    ...{ tooDeep: 0, toSkip: 0, point: '', outline: undefined, isInTable: false },
    ...{
      cells: [],
      edges: [],
      rows: [],
      points: [],
      styles: new Map(),
      style: undefined,
      level: 0,
    },
  };
}

const LONGEST_INSTRUCTION = 4_000;
const LONGEST_HEADING = 300;

export function putText(state: RtfState, given: string): void {
  const { group } = state;
  const { symbolFonts } = state;
  const font = symbolFonts.size > 0 ? symbolFonts.get(group.font ?? -1) : undefined;
  const text = font === undefined ? given : symbolsOf(given, font);
  if (group.capture) {
    if (group.capture.text.length < LONGEST_INSTRUCTION) group.capture.text += text;
  } else if (group.isFontTable) nameFont(state, text);
  else if (group.instruction !== undefined) {
    if (group.instruction.text.length < LONGEST_INSTRUCTION) group.instruction.text += text;
  } else if (group.edge) group.edge.line += text;
  else if (group.style) group.style.name += text;
  else if (group.isPoint) state.point += text;
  else if (group.isHidden) state.hidesText ||= !group.isSkipped && text.trim() !== '';
  else if (!group.isSkipped && !group.isDeleted) {
    if (state.isInTable && state.point.trim() !== '') {
      // A cell has lines and no lists.
      state.line.addText(`${labelOf(state.point) || '•'} `);
      state.point = '';
    }
    const shown = group.noteEnd ? withoutNoteGap(state, text) : text;
    if (shown === '') return;
    const marks = isCodeFont(state) ? group.marks | CODE : group.marks;
    state.line.addText(shown, { marks, url: group.url });
    state.raw += shown;
  }
}

/** Empty for a sign that only marks a point. */
function labelOf(point: string): string {
  return /[\p{L}\p{N}]/u.test(point) ? point.trim() : '';
}

/** A whole document in such a font was typed on a machine, and is no code. */
function isCodeFont({ group, fixedFonts, usualFont }: RtfState): boolean {
  return fixedFonts.has(group.font ?? usualFont) && !fixedFonts.has(usualFont);
}

export function endParagraph(state: RtfState): void {
  if (state.group.edge) endEdgeLine(state.group.edge);
  if (state.group.isSkipped) return;
  if (state.group.noteEnd) {
    state.noteGap ??= 'between';
    return;
  }
  if (state.isInTable) {
    state.line.endParagraph();
    return;
  }
  endTable(state);
  const { raw } = state;
  const runs = takeLine(state);
  const isHanging = state.firstIndent < 0 && state.indent > 0;
  const typed = state.point.trim() === '' ? takeTypedPoint(runs, isHanging ? raw : '') : '';
  const point = state.point.trim() || typed;
  state.point = '';
  if (runs.length === 0) {
    if (isCodeFont(state) || isCodeStyle(state)) state.emptyLines += 1;
    return;
  }
  if (point !== '') {
    state.emptyLines = 0;
    const label = labelOf(point);
    const level = typed && isHanging ? Math.floor(state.indent / STEP) - 1 : state.level;
    state.points.push({ runs, label, level: Math.min(8, Math.max(0, level)) });
    return;
  }
  endPoints(state);
  addParagraph(state, runs, raw);
}

const HEADING = /^(?:heading|überschrift|titre|encabezado) ?([1-6])/i;
const CODE_STYLE = /^(?:preformatted text|source code|html preformatted|code)\b/i;
const QUOTE_STYLE = /^(?:quote|quotations|block text|intense quote)\b/i;

const styleName = ({ styles, style }: RtfState) => styles.get(style ?? -1) ?? '';
const isCodeStyle = (state: RtfState) => CODE_STYLE.test(styleName(state));

function addParagraph(state: RtfState, runs: Run[], raw: string): void {
  const { blocks, outline } = state;
  const name = styleName(state);
  const between = '\n'.repeat(state.emptyLines + 1);
  state.emptyLines = 0;
  const level = HEADING.exec(name.slice(0, 40))?.[1];
  const depth = outline === undefined ? level && Number(level) : outline + 1;
  const last = blocks.at(-1);
  const text = textOfRuns(runs);
  if (/^title\b/i.test(name)) blocks.push({ type: 'heading', depth: 1, runs });
  else if (depth && text.length <= LONGEST_HEADING) blocks.push({ type: 'heading', depth, runs });
  else if (CODE_STYLE.test(name) || runs.every(isCodeRun)) {
    if (last?.type === 'code') last.text += between + raw;
    else blocks.push({ type: 'code', text: raw, language: '' });
  } else if (QUOTE_STYLE.test(name))
    blocks.push({ type: 'quote', blocks: [{ type: 'paragraph', runs }] });
  else blocks.push({ type: 'paragraph', runs });
}

const isCodeRun = ({ text, marks }: Run) => (marks & CODE) !== 0 || text.trim() === '';

/** How far programs that write no lists indent each level. */
const STEP = 360;
export function takeLine(state: RtfState): Run[] {
  const runs = flattenBlocks(state.line.blocks());
  state.line = buildBlocks();
  state.raw = '';
  return runs;
}

export function endPoints(state: RtfState): void {
  for (const { runs, label, level } of state.points.splice(0)) {
    const item: ListItem = { blocks: [{ type: 'paragraph', runs }] };
    addPoint(state.blocks, { ...labelledPoint(item, label), level });
  }
}
