import { createRequire } from 'node:module';
import createHyphenator, { type HyphenationFunctionSync, type PatternsDefinition } from 'hyphen';
import type { Language } from './languages.ts';

// The patterns of one language take up to 1.2 MB: those of languages that nobody writes stay on the disk.
const require = createRequire(import.meta.url);
const PATTERNS: Partial<Record<Language, string>> = {
  de: 'hyphen/patterns/de-1996',
  nl: 'hyphen/patterns/nl',
  sv: 'hyphen/patterns/sv',
  da: 'hyphen/patterns/da',
  no: 'hyphen/patterns/nb',
  fi: 'hyphen/patterns/fi',
  hu: 'hyphen/patterns/hu',
};
const SHORTEST_COMPOUND = 8;
const LONGEST_COMPOUND = 64;
const SHORTEST_PART = 4;
const MOST_SYLLABLES = 10;
/** Words in the middle are mostly short ones; all that could be would be too much to keep. */
const MOST_WITHIN = 3;
const HYPHEN = '\u00AD';
const IS_LATIN = /^[a-z\u00DF-\u024F]+$/;

/** Where the language is not known: those that most texts with such words are in. */
const LIKELY: readonly Language[] = ['de', 'nl'];

/** A part of a word, and the language in which words are put together so. */
export type CompoundPart = { language: Language; part: string };

/**
 * Gives what a long word may be put together from: whatever stands between two of its syllables.
 * Which of them are words only a search can tell, since nobody searches for what is none. Made anew
 * for each document, as it remembers every word that it was asked about.
 */
export function createCompoundParts(language: Language | null): (lower: string) => CompoundPart[] {
  const languages = language === null ? LIKELY : PATTERNS[language] === undefined ? [] : [language];
  const made = new Map<Language, HyphenationFunctionSync>();
  const hyphenatorOf = (one: Language) => {
    const known = made.get(one);
    if (known !== undefined) return known;
    const patterns = require(PATTERNS[one] ?? '') as PatternsDefinition;
    const options = { hyphenChar: HYPHEN, minWordLength: SHORTEST_COMPOUND };
    const hyphenator = createHyphenator(patterns, options) as HyphenationFunctionSync;
    made.set(one, hyphenator);
    return hyphenator;
  };
  return (lower) => {
    if (lower.length < SHORTEST_COMPOUND || lower.length > LONGEST_COMPOUND) return [];
    if (!IS_LATIN.test(lower)) return [];
    return languages.flatMap((one) =>
      partsOf(hyphenatorOf(one)(lower).split(HYPHEN)).map((part) => ({ language: one, part })),
    );
  };
}

function partsOf(all: readonly string[]): string[] {
  const syllables = all.slice(0, MOST_SYLLABLES);
  const parts = new Set<string>();
  for (let from = 0; from < syllables.length; from += 1) {
    for (let to = from + 1; to <= syllables.length; to += 1) {
      const isWithin = from > 0 && to < syllables.length;
      if (isWithin && to - from > MOST_WITHIN) break;
      const part = syllables.slice(from, to).join('');
      if (part.length >= SHORTEST_PART && to - from < all.length) parts.add(part);
    }
  }
  return [...parts];
}
