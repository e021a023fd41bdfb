import type { Chunk } from './scan.ts';

/** Of all digits of a telephone number; fewer are numbers that stand beside one another. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
const DIGITS = /^\d+$/;
const BETWEEN = /^[ ()/.\u00A0-]{1,3}$/;

export type SpacedNumbers = {
  /** All digits from the first of the numbers to this one; undefined where they are no telephone number. */
  add: (chunk: Chunk) => string | undefined;
};

/** Numbers in groups, as telephone numbers are written: `+49 30 1234567`, `(030) 123-4567`. */
export function createSpacedNumbers(text: string): SpacedNumbers {
  let digits = '';
  let end = 0;
  return {
    add(chunk) {
      const isNumber = chunk.atoms.every((atom) => DIGITS.test(atom));
      if (!isNumber) {
        digits = '';
        return undefined;
      }
      const goesOn = digits !== '' && BETWEEN.test(text.slice(end, chunk.start));
      const before = goesOn ? digits : '';
      digits = `${before}${chunk.atoms.join('')}`.slice(0, MOST_DIGITS + 1);
      end = chunk.end;
      const isWhole = digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS;
      return before !== '' && isWhole ? digits : undefined;
    },
  };
}
