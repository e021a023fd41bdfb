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
import { isSymbolFont, symbolsOf } from '../symbol-fonts.ts';
import { createPointCounter } from './count-points.ts';
import {
  type Counted,
  createPointStyles,
  type PointStyle,
  pointStyleOf,
  type TellingPoint,
} from './read-points.ts';

/** A paragraph with its place among the points; `point` is undefined for running text. */
type Line = { runs: Run[]; level: number; point: 'mark' | TellingPoint | Counted | undefined };

type Setting = { marks: number; url?: string; signs?: { font: string; isAll: boolean } };

const DEEPEST = 8;
const noPoint = (_: number): PointStyle => 'none';

/**
 * Letters in a font for signs are those signs. A font that is for signs alone (`a:sym`) may stay on
 * at words that were typed behind one.
 */
function shownText(text: string, { signs }: Setting): string {
  if (!signs) return text;
  if (signs.isAll || text.trim().length <= 2) return symbolsOf(text, signs.font);
  return text.replace(/[\u0080-\u00ff\uf020-\uf0ff]/g, (sign) => symbolsOf(sign, signs.font));
}

/** Collects the paragraphs of DrawingML that stand in a shape or a cell. */
export function createTextReader(relations: ReadonlyMap<string, Relation>) {
  let lines: Line[] = [];
  const ownPoints = createPointStyles();
  let own = ownPoints.take();
  let usual = noPoint;
  let line: Line | undefined;
  /** What the paragraph says of its point by itself. */
  let said: PointStyle | undefined;
  let pointFont: string | undefined;
  let setting: Setting = { marks: 0 };
  /** The address that the shape leads to as a whole. */
  let ofShape: string | undefined;
  let isText = false;
  let isNumber = false;
  const put = (text: string) => {
    const { marks, url = ofShape } = setting;
    line?.runs.push({ text: shownText(text, setting), marks, ...(url && { url }) });
  };
  const addressOf = (attributes: XmlAttributes) => {
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    return safeAddress(relations.get(id)?.target);
  };
  const open = (name: string, attributes: XmlAttributes) => {
    if (!line) ownPoints.open(name, attributes);
    else said = pointStyleOf(name, attributes, pointFont) ?? said;
    if (name === 'buFont') pointFont = attributes.typeface;
    if (name === 'p') {
      pointFont = undefined;
      line = { runs: [], level: 0, point: undefined };
      said = undefined;
      own = new Map([...own, ...ownPoints.take()]);
    } else if (name === 'pPr' && line)
      line.level = Math.min(DEEPEST, Number(attributes.lvl ?? 0) || 0);
    else if (name === 'r' || name === 'fld') {
      setting = { marks: 0 };
      isNumber = attributes.type === 'slidenum';
    } else if (name === 'rPr') setting.marks = marksOf(attributes);
    else if (name === 'latin' && isFixedWidthName(attributes.typeface)) setting.marks |= CODE;
    else if ((name === 'latin' || name === 'sym') && isSymbolFont(attributes.typeface))
      setting.signs = { font: attributes.typeface, isAll: name === 'latin' };
    else if (name === 'hlinkClick') {
      const url = addressOf(attributes);
      if (!line) ofShape = url;
      else if (url) setting.url = url;
    } else if (name === 'br') put('\n');
    else if (name === 't') isText = true;
  };
  return {
    startShape: () => {
      usual = noPoint;
      ofShape = undefined;
    },
    setUsualPoint: (point: (level: number) => PointStyle) => {
      usual = point;
    },
    open,
    text: (text: string) => {
      if (isText && !isNumber) put(text);
    },
    close: (name: string) => {
      ownPoints.close(name);
      if (name === 't') isText = false;
      if (name === 'r' || name === 'fld') {
        isNumber = false;
        setting = { marks: 0 };
      }
      if (name !== 'p' || !line) return;
      const point = said ?? own.get(line.level) ?? usual(line.level);
      lines.push({ ...line, point: point === 'none' ? undefined : point });
      line = undefined;
    },
    /** What was collected since the last time. */
    take: (): { blocks: Block[]; runs: Run[] } => {
      const blocks = toBlocks(lines);
      lines = [];
      own = new Map();
      usual = noPoint;
      return { blocks, runs: flattenBlocks(blocks) };
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
