import type { PageText, Piece } from './page-text.ts';
import { type Transform, within } from './transform.ts';

/** Whether most letters of a page are those of scripts that are read from the right. */
export function isFromRight(texts: readonly PageText[]): boolean {
  let [right, left] = [0, 0];
  for (const { text, isRightToLeft } of texts) {
    if (isRightToLeft) right += text.length;
    else if (/\p{L}/u.test(text)) left += text.length;
  }
  return right > left;
}

/**
 * A page as a mirror shows it: what is read first stands left, as its readers expect it of lines, of
 * the columns of tables, and of the signs of points.
 */
export function mirrored(texts: readonly PageText[], width: number): PageText[] {
  return texts.map((text) => ({ ...text, x: width - text.x - text.width, mirror: width }));
}

export const mirroredView = (view: Transform, width: number): Transform =>
  within([-1, 0, 0, 1, width, 0], view);

/** Texts of a line in the order in which they are read; among those from the right, others are from the left. */
export function inReadingOrder(texts: readonly PageText[]): PageText[] {
  const isMirrored = texts[0]?.mirror !== undefined;
  const right = texts.filter(({ isRightToLeft }) => isRightToLeft).length;
  if (!isMirrored && right * 2 <= texts.length) return [...texts];
  const fromRight = isMirrored ? texts : texts.toReversed();
  const ordered: PageText[] = [];
  for (let at = 0; at < fromRight.length; ) {
    let until = at;
    for (let next = at; next < fromRight.length && !fromRight[next]?.isRightToLeft; next += 1) {
      if (/[\p{L}\p{N}]/u.test(fromRight[next]?.text ?? '')) until = next + 1;
      else if (until === at) break;
    }
    const fromLeft = fromRight.slice(at, Math.max(until, at + 1));
    ordered.push(...fromLeft.toReversed().map(withTurnedEnds));
    at += fromLeft.length;
  }
  return ordered;
}

const LETTER = /[\p{L}\p{N}]/u;
const BETWEEN = /^[-–,.:;!?()[\]\s]*$/;
const backwards = (text: string) => [...text].toReversed().join('');

/** Signs at the ends of what is read from the left are of the sentence around it, and so from the right. */
function withTurnedEnds(text: PageText): PageText {
  const signs = [...text.text];
  const from = signs.findIndex((sign) => LETTER.test(sign));
  const until = signs.findLastIndex((sign) => LETTER.test(sign)) + 1;
  if (from < 0 || text.isRightToLeft || text.isFixedWidth) return text;
  const [start, middle, end] = [
    signs.slice(0, from),
    signs.slice(from, until),
    signs.slice(until),
  ].map((part) => part.join('')) as [string, string, string];
  const isOwn = !BETWEEN.test(start + end) || /[()[\]]/.test(middle);
  return isOwn ? text : { ...text, text: backwards(end) + middle + backwards(start) };
}

const PAIRS = ['()', '[]', '{}', '«»', '<>'];
const OTHER = new Map(
  PAIRS.flatMap(([one = '', other = '']) => [
    [one, other],
    [other, one],
  ]),
);
const CLOSING = new Set(PAIRS.map(([, other]) => other));

/**
 * Brackets of a line from the right, which some files name by how they look there: where the first
 * closes what none has opened, they are meant the other way around.
 */
export function withTurnedBrackets(pieces: Piece[]): Piece[] {
  const brackets = pieces.flatMap(({ text }) => [...text].filter((sign) => OTHER.has(sign)));
  const [first, last] = [brackets[0], brackets.at(-1)];
  const isTurned =
    first !== undefined && last !== undefined && CLOSING.has(first) && !CLOSING.has(last);
  if (!isTurned) return pieces;
  return pieces.map((piece) => ({
    ...piece,
    text: [...piece.text].map((sign) => OTHER.get(sign) ?? sign).join(''),
  }));
}
