import { type BlockBuilder, buildBlocks } from '../../build-blocks.ts';
import type { Block, Run } from '../../tree.ts';
import { createPageEdges, type EdgeKind } from '../page-edges.ts';
import { createByteDecoder } from './rtf-bytes.ts';
import { createRtfLists, type RtfLists } from './rtf-lists.ts';

/** The head or the foot of pages, as far as it was read. */
export type PageEdge = { kind: EdgeKind; lines: string[]; line: string; hasPageNumber: boolean };

/** Texts of a part that is no text itself: its class, a property, an entry to choose. */
export type Capture = {
  kind: 'class' | 'name' | 'value' | 'entry' | 'author' | 'label';
  text: string;
};
/** A field to fill in (RTF 1.9.1, “Form Fields”). */
export type Form = { type: number; chosen: number | undefined; usual: number; entries: string[] };

/** A row, with the places in which its cells end, in twentieths of a point. */
export type Row = { cells: Run[][]; edges: readonly number[] };

/** A field, with how much of the document was shown before it. */
export type RtfField = { instruction: string; shownBefore: number };

/** Settings of a group, which end with it. */
export type Group = {
  marks: number;
  isDeleted?: boolean;
  isHidden?: boolean;
  /** Of the head or the foot of all pages. */
  isOutside?: boolean;
  edge?: PageEdge | undefined;
  /** The head or the foot that a box stands in, which is no text of it by itself. */
  edgeAround?: PageEdge | undefined;
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
  field?: RtfField;
  /** A style that is being told of. */
  style: { number: number; name: string } | undefined;
  /** What ends a note or a comment, which stands in the sentence that it belongs to. */
  noteEnd: string | undefined;
  /** Number of the font; within the table of fonts, of the one that is told of. */
  font: number | undefined;
  isFontTable: boolean;
  isListTable?: boolean;
};

export type RtfState = {
  blocks: Block[];
  line: BlockBuilder;
  /** The same to the sign, for code. */
  raw: string;
  /** How many signs were shown so far. */
  shown: number;
  /** Who wrote the comment that comes next. */
  author: string;
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
  /** The point of the paragraph stands in the file. */
  isLabelled: boolean;
  isCounted: boolean;
  /** The list that the paragraph is in, by its number. */
  list: number | undefined;
  lists: RtfLists;
  /** Of the paragraph, and of its first line beside that, in twentieths of a point. */
  indent: number;
  firstIndent: number;
  /** Fonts whose letters are all as wide, and the one that all text is in that says nothing else. */
  fixedFonts: Set<number>;
  usualFont: number;
  /** The paragraph is the large letter that the next one begins with. */
  isDropCap: boolean;
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
    ...{ raw: '', shown: 0, author: '', emptyLines: 0 },
    decoder: createByteDecoder(),
    ...{
      lists: createRtfLists(),
      list: undefined,
      isDropCap: false,
      isLabelled: false,
      isCounted: false,
    },
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
