import { isFixedWidthName } from '../../fixed-width-names.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import { labelledPoint } from '../../point-label.ts';
import { safeAddress } from '../../safe-address.ts';
import {
  type Block,
  CODE,
  EMPHASIS,
  LOWERED,
  paragraph,
  RAISED,
  type Run,
  STRIKE,
  STRONG,
  textOfRuns,
} from '../../tree.ts';
import { addPoint } from '../add-point.ts';
import type { Relation } from '../read-relations.ts';
import type { XmlAttributes } from '../read-xml.ts';
import { type Counted, createPointCounter } from './count-points.ts';

/** A paragraph with its place among the points; `point` is undefined for running text. */
type Line = { runs: Run[]; level: number; point: 'mark' | Counted | undefined };

const DEEPEST = 8;

/** Collects the paragraphs of DrawingML that stand in a shape or a cell. */
export function createTextReader(relations: ReadonlyMap<string, Relation>) {
  let lines: Line[] = [];
  let hasPoints = false;
  let line: Line | undefined;
  let setting: { marks: number; url?: string } = { marks: 0 };
  let isText = false;
  let isNumber = false;
  const put = (text: string) => {
    line?.runs.push({ text, ...setting });
  };
  const open = (name: string, attributes: XmlAttributes) => {
    if (name === 'p') line = { runs: [], level: 0, point: hasPoints ? 'mark' : undefined };
    else if (name === 'pPr' && line)
      line.level = Math.min(DEEPEST, Number(attributes.lvl ?? 0) || 0);
    else if (name === 'buNone' && line) line.point = undefined;
    else if ((name === 'buChar' || name === 'buBlip') && line) line.point = 'mark';
    else if (name === 'buAutoNum' && line)
      line.point = { type: attributes.type ?? '', start: Number(attributes.startAt ?? 1) || 1 };
    else if (name === 'r' || name === 'fld') {
      setting = { marks: 0 };
      isNumber = attributes.type === 'slidenum';
    } else if (name === 'rPr') setting.marks = marksOf(attributes);
    else if (name === 'latin' && isFixedWidthName(attributes.typeface)) setting.marks |= CODE;
    else if (name === 'hlinkClick') {
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const url = safeAddress(relations.get(id)?.target);
      if (url) setting.url = url;
    } else if (name === 'br') put('\n');
    else if (name === 't') isText = true;
  };
  return {
    setPoints: (has: boolean) => {
      hasPoints = has;
    },
    open,
    text: (text: string) => {
      if (isText && !isNumber) put(text);
    },
    close: (name: string) => {
      if (name === 't') isText = false;
      if (name === 'r' || name === 'fld') {
        isNumber = false;
        setting = { marks: 0 };
      }
      if (name !== 'p' || !line) return;
      lines.push(line);
      line = undefined;
    },
    /** What was collected since the last time. */
    take: (): { blocks: Block[]; runs: Run[] } => {
      const blocks = toBlocks(lines);
      const runs = flattenBlocks(lines.map(({ runs }) => ({ type: 'paragraph', runs })));
      lines = [];
      return { blocks, runs };
    },
  };
}

export type TextReader = ReturnType<typeof createTextReader>;

/** The font in which formulas are put in: one for code. */
export const FORMULA_FONT = 'Formula mono';

function marksOf({ b, i, strike, baseline }: XmlAttributes): number {
  const raised = Number(baseline ?? 0);
  return (
    (b === '1' || b === 'true' ? STRONG : 0) |
    (i === '1' || i === 'true' ? EMPHASIS : 0) |
    (strike !== undefined && strike !== 'noStrike' ? STRIKE : 0) |
    (raised > 0 ? RAISED : raised < 0 ? LOWERED : 0)
  );
}

/** Points in a row are a list, and lines of code in a row are a block of it. */
function toBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  const labelOf = createPointCounter();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || isBlank(line)) continue;
    const { runs, level, point } = line;
    let until = at;
    while (isCode(lines[until])) until += 1;
    // Code has empty lines, but does not end with one.
    while (until > at && isBlank(lines[until - 1])) until -= 1;
    const code = lines.slice(at, until).map((one) => textOfRuns(one.runs));
    if (code.length > 1 || code[0]?.includes('\n')) {
      blocks.push({ type: 'code', text: code.join('\n'), language: '' });
      at = until - 1;
    } else if (point === undefined) blocks.push({ type: 'paragraph', runs });
    else {
      const item = { blocks: [paragraph(...runs)] };
      addPoint(blocks, { ...labelledPoint(item, labelOf(line)), level });
    }
  }
  return blocks;
}

const isBlank = (line: Line | undefined) =>
  line === undefined || line.runs.every(({ text }) => text.trim() === '');

function isCode(line: Line | undefined): boolean {
  return (
    line?.point === undefined &&
    line !== undefined &&
    line.runs.every(({ text, marks }) => text.trim() === '' || (marks & CODE) !== 0)
  );
}
