import { type BlockBuilder, buildBlocks } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import { type Block, type Run, textOfRuns } from '../../tree.ts';
import { createByteDecoder } from './rtf-bytes.ts';

/** Settings of a group, which end with it. */
export type Group = {
  marks: number;
  /** Not the text of the document, but a font, a picture, what a field is made of. */
  isSkipped: boolean;
  /** The number or sign of a point, which programs write for those that know no lists. */
  isPoint: boolean;
  /** Signs that stand for one of Unicode to programs that do not know it. */
  fallbackLength: number;
  url: string | undefined;
  /** What a field is made of, as far as it was read. */
  instruction: string | undefined;
};

export type RtfState = {
  blocks: Block[];
  line: BlockBuilder;
  decoder: ReturnType<typeof createByteDecoder>;
  open: Group[];
  group: Group;
  tooDeep: number;
  /** Signs that are left to skip after one of Unicode. */
  toSkip: number;
  point: string;
  outline: number | undefined;
  isInTable: boolean;
  cells: Run[][];
  rows: Run[][][];
  points: { runs: Run[]; isNumber: boolean }[];
};

export function newRtfState(): RtfState {
  return {
    blocks: [],
    line: buildBlocks(),
    decoder: createByteDecoder(),
    open: [],
    group: {
      ...{ marks: 0, isSkipped: false, isPoint: false, fallbackLength: 1 },
      ...{ url: undefined, instruction: undefined },
    },
    ...{ tooDeep: 0, toSkip: 0, point: '', outline: undefined, isInTable: false },
    ...{ cells: [], rows: [], points: [] },
  };
}

const LONGEST_INSTRUCTION = 4_000;
const LONGEST_HEADING = 300;

export function putText(state: RtfState, text: string): void {
  const { group } = state;
  if (group.instruction !== undefined) {
    if (group.instruction.length < LONGEST_INSTRUCTION) group.instruction += text;
  } else if (group.isPoint) state.point += text;
  else if (!group.isSkipped) state.line.addText(text, { marks: group.marks, url: group.url });
}

export function endParagraph(state: RtfState): void {
  if (state.isInTable) {
    state.line.endParagraph();
    return;
  }
  endTable(state);
  const runs = takeLine(state);
  const point = state.point.trim();
  state.point = '';
  if (runs.length === 0) return;
  if (point !== '') {
    state.points.push({ runs, isNumber: /[\p{L}\p{N}]/u.test(point) });
    return;
  }
  endPoints(state);
  const isHeading = state.outline !== undefined && textOfRuns(runs).length <= LONGEST_HEADING;
  state.blocks.push(
    isHeading
      ? { type: 'heading', depth: (state.outline ?? 0) + 1, runs }
      : { type: 'paragraph', runs },
  );
}

function takeLine(state: RtfState): Run[] {
  const runs = flattenBlocks(state.line.blocks());
  state.line = buildBlocks();
  return runs;
}

export function endPoints(state: RtfState): void {
  const [first] = state.points;
  if (!first) return;
  const items = state.points.map(({ runs }) => ({
    blocks: [{ type: 'paragraph' as const, runs }],
  }));
  state.blocks.push({ type: 'list', isOrdered: first.isNumber, start: 1, items });
  state.points = [];
}

export function endCell(state: RtfState): void {
  state.cells.push(takeLine(state));
}

export function endRow(state: RtfState): void {
  if (state.cells.length > 0) state.rows.push(state.cells);
  state.cells = [];
  state.isInTable = false;
}

export function endTable(state: RtfState): void {
  if (state.rows.length === 0) return;
  endPoints(state);
  state.blocks.push({ type: 'table', hasHeader: false, rows: state.rows });
  state.rows = [];
}
