import type { PageText } from './read-page.ts';

/** Texts that stand close to each other on one line: some words, or a cell of a table. */
export type Segment = {
  left: number;
  right: number;
  pieces: { text: string; url: string | undefined }[];
};

/** What stands on one height. */
export type Line = { y: number; size: number; segments: Segment[] };

/** Gaps in shares of the size of the text: within a word, and more than any blank. */
const BLANK = 0.18;
const APART = 1.4;

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
  return lines.map(lineOf);
}

function lineOf(texts: readonly PageText[]): Line {
  const largest = texts.reduce((one, other) => (other.size > one.size ? other : one));
  const ordered = texts.toSorted((one, other) => one.x - other.x);
  const groups: PageText[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const text of ordered) {
    const gap = text.x - right;
    if (gap > APART * Math.max(text.size, 1)) groups.push([text]);
    else groups.at(-1)?.push(text);
    right = Math.max(right, text.x + text.width);
  }
  return { y: largest.y, size: largest.size, segments: groups.map(segmentOf) };
}

function segmentOf(texts: readonly PageText[]): Segment {
  const left = texts[0]?.x ?? 0;
  const right = texts.reduce((most, { x, width }) => Math.max(most, x + width), left);
  const isRightToLeft = texts.filter((text) => text.isRightToLeft).length * 2 > texts.length;
  const ordered = isRightToLeft ? texts.toReversed() : texts;
  const pieces: Segment['pieces'] = [];
  let before: PageText | undefined;
  for (const text of ordered) {
    const gap = before ? gapBetween(before, text) : 0;
    const hasBlank = before !== undefined && gap > BLANK * Math.min(before.size, text.size);
    // The same text drawn twice, a little aside, is how some programs make it bold.
    const isShadow = before?.text === text.text && Math.abs(before.x - text.x) < text.size * 0.1;
    if (!isShadow) pieces.push({ text: (hasBlank ? ' ' : '') + text.text, url: text.url });
    before = text;
  }
  return { left, right, pieces };
}

function gapBetween(one: PageText, other: PageText): number {
  const [first, second] = one.x <= other.x ? [one, other] : [other, one];
  return second.x - (first.x + first.width);
}

export function textOfSegment({ pieces }: Segment): string {
  return pieces.map(({ text }) => text).join('');
}

export function textOfLine({ segments }: Line): string {
  return segments.map(textOfSegment).join(' ');
}
