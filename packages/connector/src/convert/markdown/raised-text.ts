import { LOWERED, RAISED, type Run } from '../tree.ts';

const RAISED_SIGNS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾';
const LOWERED_SIGNS = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎';
const PLAIN_SIGNS = '0123456789+-=()';

/**
 * Markdown has no raised or lowered text, and without it `10⁶` would read as 106: numbers get the
 * signs that Unicode has for them, anything else `^` or `_` before it.
 */
export function spellRaised(runs: readonly Run[]): Run[] {
  return runs.map((run) => {
    const isRaised = (run.marks & RAISED) !== 0;
    if (!isRaised && (run.marks & LOWERED) === 0) return run;
    const signs = isRaised ? RAISED_SIGNS : LOWERED_SIGNS;
    return { ...run, marks: run.marks & ~(RAISED | LOWERED), text: spell(run.text, signs) };
  });
}

function spell(text: string, signs: string): string {
  const word = text.trim();
  // The number of a note that stands in brackets is told apart by these.
  if (word === '' || /^\[[^[\]]{1,20}\]$/.test(word)) return text;
  const found = Array.from(word.replaceAll('−', '-'), (sign) => signs[PLAIN_SIGNS.indexOf(sign)]);
  const isNumber = found.every((sign) => sign !== undefined);
  const mark = signs === RAISED_SIGNS ? '^' : '_';
  const isOne = /^[\p{L}\p{N}]+$/u.test(word);
  return isNumber ? found.join('') : `${mark}${isOne ? word : `(${word})`}`;
}
