import type { IndexedPassage } from './index-document.ts';
import { isSought, type SoughtTerm } from './lexemes-of-query.ts';

/** A lexeme of a document, and at which of its words it stands. */
export type Place = { lexeme: string; positions: readonly number[] | null };

/**
 * The passage that says the most about a search: with the most of its words, and of those with as
 * many the one where they stand most often. Undefined where they stand in the title only, or nobody
 * knows where.
 */
export function choosePassage(
  passages: readonly IndexedPassage[],
  places: readonly Place[],
  terms: readonly SoughtTerm[],
): IndexedPassage | undefined {
  const found = passages.map(() => new Map<number, number>());
  for (const { lexeme, positions } of places) {
    const sought = terms.flatMap((term, index) => (isSought(term, lexeme) ? [index] : []));
    for (const position of positions ?? []) {
      const at = passageAt(passages, position);
      for (const term of at < 0 ? [] : sought) {
        found[at]?.set(term, (found[at]?.get(term) ?? 0) + 1);
      }
    }
  }
  let best: number | undefined;
  let most = 0;
  for (const [index, counts] of found.entries()) {
    const score = scoreOf(counts);
    if (score > most) [best, most] = [index, score];
  }
  return best === undefined ? undefined : passages[best];
}

/** The last passage that begins at a word or before it. */
function passageAt(passages: readonly IndexedPassage[], word: number): number {
  let [low, high] = [0, passages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passages[middle]?.word ?? 0) <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Another word counts more than any number of the same. */
function scoreOf(counts: ReadonlyMap<number, number>): number {
  let times = 0;
  for (const count of counts.values()) times += Math.min(count, 20);
  return counts.size + times / 1_000;
}
