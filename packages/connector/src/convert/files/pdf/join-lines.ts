import type { Run } from '../../tree.ts';

/** Signs by which a word is parted at the end of a line. */
const HYPHENS = ['-', '\u00ad', '‐'];

/** Words before which a hyphen stands for what two have in common: “Haupt- und Nebensachen”. */
const GOES_WITHOUT =
  /^\s*(?:und|oder|bzw|sowie|bis|and|or|to|et|ou|en|of|och|og|e|o|y|i)(?![\p{L}-])/u;

const LONGEST_WORD = 60;

/** Makes the end of a text ready for what follows on the next line. */
export function joinLines(before: Run, next: string): void {
  const text = before.text.trimEnd();
  const end = text.at(-1) ?? '';
  const isParted =
    HYPHENS.includes(end) &&
    /\p{L}$/u.test(text.slice(-3, -1)) &&
    /^\s*\p{Ll}/u.test(next.slice(0, 5));
  // Of a word with another hyphen in it, and of an address, it is a part.
  const isOwn =
    isParted &&
    end === '-' &&
    (/\S[-/@]\S*-$/.test(text.slice(-LONGEST_WORD)) ||
      /^\s*\p{Ll}{1,20}-\p{Ll}/u.test(next.slice(0, LONGEST_WORD)));
  const isLeftOut = isParted && end === '-' && GOES_WITHOUT.test(next.slice(0, 10));
  before.text =
    isParted && !isLeftOut
      ? text.slice(0, isOwn ? undefined : -1)
      : (isEastAsian(end) && isEastAsian(next.trimStart()[0])) || isRange(text, next)
        ? text
        : `${text} `;
}

/** Numbers of which one line has the first and the next the last: `2026-2027`. */
const isRange = (text: string, next: string) =>
  /\d[-–]$/.test(text.slice(-2)) && /^\s*\d/.test(next.slice(0, 5));

/** These write no blanks between words. */
function isEastAsian(sign: string | undefined): boolean {
  return sign !== undefined && /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/.test(sign);
}
