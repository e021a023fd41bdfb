import { LOWERED, RAISED, type Table } from '../../tree.ts';
import type { PageText, Piece } from './page-text.ts';
import { inReadingOrder, withTurnedBrackets } from './right-to-left.ts';

/** Texts that stand close to each other on one line: some words, or a cell of a table. */
export type Segment = {
  left: number;
  right: number;
  y: number;
  size: number;
  isCode: boolean;
  pieces: Piece[];
  /** The same as they stand on the page. */
  texts: readonly PageText[];
  /** It begins where a column does, however close the text before it. */
  isCell: boolean;
  /** All of a table whose cells the file tells; its texts stand in no line of their own. */
  table?: Table;
};

/** What stands on one height. */
export type Line = {
  y: number;
  size: number;
  isCode: boolean;
  segments: Segment[];
  /** The same with every gap that could be one between cells. */
  parts: Segment[];
};

/** Gaps in shares of the size of the text: within a word, and more than most blanks. */
const BLANK = 0.18;
const APART = 0.7;
/** Raised and lowered text is at most this large beside the text that it belongs to. */
const SMALL = 0.87;
/** It may be as large where it stands clearly above or below. */
const AS_LARGE = 1.01;
const CLEARLY_ASIDE = 0.25;
const NEAR = 0.6;
/** A gap as wide as this is one between cells, and no wide blank. */
const CELLS_APART = 1.4;

/** The lines of a page from top to bottom, however its texts were drawn. */
export function linesOf(texts: readonly PageText[]): Line[] {
  const sorted = texts.toSorted((one, other) => one.y - other.y || one.x - other.x);
  const lines: PageText[][] = [];
  let middle = Number.NEGATIVE_INFINITY;
  let size = 0;
  for (const text of sorted) {
    const isSame = Math.abs(text.y - middle) <= Math.max(size, text.size) * 0.45;
    if (isSame) lines.at(-1)?.push(text);
    else lines.push([text]);
    if (!isSame || text.size > size) {
      middle = text.y;
      size = text.size;
    }
  }
  return withSmallTexts(lines).map(lineOf);
}

/** A number above or below a line is far enough from it to look like one of its own. */
function withSmallTexts(lines: readonly PageText[][]): PageText[][] {
  const kept = [...lines];
  for (const [index, line] of lines.entries()) {
    const near = [kept[index - 1], lines[index + 1]].find((one) => one && isRaisedOf(line, one));
    if (!near) continue;
    near.push(...line);
    kept[index] = [];
  }
  return kept.filter((line) => line.length > 0);
}

function isRaisedOf(small: readonly PageText[], line: readonly PageText[]): boolean {
  return small.every((text) => {
    const beside = line.find((one) => Math.abs(one.x + one.width - text.x) < one.size * 0.3);
    if (beside === undefined || text.text.length >= 12) return false;
    const aside = Math.abs(beside.y - text.y) / beside.size;
    // No line of its own stands so near.
    const isNear = aside < NEAR && text.size <= beside.size;
    return isNear || (text.size < beside.size * SMALL && aside < 0.8);
  });
}

function lineOf(texts: readonly PageText[]): Line {
  const groups: PageText[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  let size = 0;
  for (const text of texts.toSorted((one, other) => one.x - other.x)) {
    const smaller = groups.length > 0 ? Math.min(size, text.size) : text.size;
    if (text.x - right > APART * Math.max(smaller, 1)) groups.push([text]);
    else groups.at(-1)?.push(text);
    right = Math.max(right, text.x + text.width);
    size = text.size;
  }
  return lineFrom(groups.map(segmentOf));
}

/** A line of these segments, as large as the longest of them: signs of points may be larger. */
export function lineFrom(segments: Segment[]): Line {
  const { y, size } = segments.reduce(longerOf);
  const isCode = segments.every((segment) => segment.isCode);
  return { y, size, isCode, segments, parts: segments };
}

export function segmentOf(texts: readonly PageText[]): Segment {
  const line = texts.reduce((one, other) => (other.size > one.size ? other : one));
  const left = texts[0]?.x ?? 0;
  const right = texts.reduce((most, { x, width }) => Math.max(most, x + width), left);
  const pieces: Piece[] = [];
  let before: PageText | undefined;
  for (const text of inReadingOrder(texts)) {
    const gap = before ? gapBetween(before, text) : 0;
    const hasBlank = before !== undefined && gap > BLANK * Math.min(before.size, text.size);
    // The same text drawn twice, a little aside, is how some programs make it bold.
    const isShadow = before?.text === text.text && Math.abs(before.x - text.x) < text.size * 0.1;
    if (hasBlank) pieces.push({ text: ' ', marks: 0, url: undefined });
    if (!isShadow) pieces.push({ text: text.text, marks: marksOf(text, line), url: text.url });
    before = text;
  }
  const isCode = texts.every((text) => text.isFixedWidth);
  const shown = texts.some((text) => text.isRightToLeft) ? withTurnedBrackets(pieces) : pieces;
  return { left, right, y: line.y, size: line.size, isCode, pieces: shown, texts, isCell: false };
}

/** Small text above or below the line is raised or lowered. */
function marksOf(text: PageText, line: { y: number; size: number }): number {
  const raised = line.y - text.y;
  const isAside = Math.abs(raised) > line.size * CLEARLY_ASIDE;
  if (text.size > line.size * (isAside ? AS_LARGE : SMALL)) return 0;
  if (raised > line.size * 0.12) return RAISED;
  return raised < line.size * -0.05 ? LOWERED : 0;
}

function gapBetween(one: PageText, other: PageText): number {
  const [first, second] = one.x <= other.x ? [one, other] : [other, one];
  return second.x - (first.x + first.width);
}

export const isLonePoint = (segment: Segment) => LONE_POINT.test(textOfSegment(segment));

const LONE_POINT = /^\s*(?:[•◦▪‣●○■–∙·*\p{Co}\p{Cc}-]|\d{1,3}[.)]|[a-z][.)])\s*$/u;

/** Puts together what only a wide blank parts, and the sign of a point with its text. */
export function joinWords(line: Line): Line {
  const segments: Segment[] = [];
  for (const segment of line.segments) {
    const last = segments.at(-1);
    const isPoint = segments.length === 1 && last !== undefined && isLonePoint(last);
    const isClose = last && !segment.isCell && segment.left - last.right < line.size * CELLS_APART;
    if (last && !last.table && !segment.table && (isPoint || isClose)) {
      segments[segments.length - 1] = {
        ...longerOf(last, segment),
        left: last.left,
        right: segment.right,
        isCode: last.isCode && segment.isCode,
        isCell: last.isCell,
        pieces: [...last.pieces, { text: ' ', marks: 0, url: undefined }, ...segment.pieces],
        texts: [...last.texts, ...segment.texts],
      };
    } else segments.push(segment);
  }
  const [only] = segments;
  return segments.length === 1 && only
    ? { ...line, y: only.y, size: only.size, segments }
    : { ...line, segments };
}

function longerOf(one: Segment, other: Segment): Segment {
  return textOfSegment(other).length > textOfSegment(one).length ? other : one;
}

export function textOfSegment({ pieces }: Segment): string {
  return pieces.map(({ text }) => text).join('');
}

export function textOfLine({ segments }: Line): string {
  return segments.map(textOfSegment).join(' ');
}
