import { fold, lowerCase } from '../analyze/fold.ts';
import type { Term } from './term.ts';

/** Words of a sentence are rarely written as one, and each asks the index once more. */
const MOST_WORDS = 3;
const SHORTEST = 2;
const SHORTEST_JOINED = 6;
const FEWEST_DIGITS = 7;
const IS_NUMBER = /^\d+$/;
const IS_WORD = /^\p{Script=Latin}+$/u;

/**
 * Has words that stand beside one another find what others write as one: *data center* a datacenter,
 * *+49 30 1234567* a +49301234567. Each of the words is found by it, so that nothing else changes.
 */
export function withJoined(terms: readonly Term[]): Term[] {
  const joined = terms.map((): string[] => []);
  for (const [from, to, lexeme] of [...pairsOf(terms), ...numbersOf(terms)]) {
    for (let at = from; at <= to; at += 1) joined[at]?.push(lexeme);
  }
  return terms.map((term, at) => {
    const lexemes = joined[at] ?? [];
    if (lexemes.length === 0) return term;
    return { ...term, node: { any: [term.node, ...lexemes.map((lexeme) => ({ lexeme }))] } };
  });
}

type Joined = [from: number, to: number, lexeme: string];

function pairsOf(terms: readonly Term[]): Joined[] {
  if (terms.length > MOST_WORDS) return [];
  return terms.slice(1).flatMap(({ word: second = '' }, at): Joined[] => {
    const first = terms[at]?.word ?? '';
    const areWords = [first, second].every((word) => word.length >= SHORTEST && IS_WORD.test(word));
    const whole = `${first}${second}`;
    if (!areWords || whole.length < SHORTEST_JOINED) return [];
    return [[at, at + 1, fold(lowerCase(whole))]];
  });
}

function numbersOf(terms: readonly Term[]): Joined[] {
  const found: Joined[] = [];
  for (let from = 0; from < terms.length; from += 1) {
    let to = from;
    while (IS_NUMBER.test(terms[to + 1]?.word ?? '') && IS_NUMBER.test(terms[from]?.word ?? ''))
      to += 1;
    const digits = terms
      .slice(from, to + 1)
      .map(({ word }) => word)
      .join('');
    if (to > from && digits.length >= FEWEST_DIGITS) found.push([from, to, digits]);
    from = to;
  }
  return found;
}
