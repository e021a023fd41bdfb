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

/** Whether words of the language are written together. */
export const hasCompounds = (language: Language): boolean => PATTERNS[language] !== undefined;

/**
 * Gives what a long word may be put together from: whatever stands between two of its syllables.
 * Which of them are words only a search can tell, since nobody searches for what is none. Made anew
 * for each document, as it remembers every word that it was asked about.
 */
export function createCompoundParts(language: Language): (lower: string) => string[] {
  const patterns = require(PATTERNS[language] ?? '') as PatternsDefinition;
  const options = { hyphenChar: HYPHEN, minWordLength: SHORTEST_COMPOUND };
  const hyphenate = createHyphenator(patterns, options) as HyphenationFunctionSync;
  return (lower) => {
    if (lower.length < SHORTEST_COMPOUND || lower.length > LONGEST_COMPOUND) return [];
    const syllables = hyphenate(lower).split(HYPHEN).slice(0, MOST_SYLLABLES);
    const parts = new Set<string>();
    for (let from = 0; from < syllables.length; from += 1) {
      for (let to = from + 1; to <= syllables.length; to += 1) {
        const isWithin = from > 0 && to < syllables.length;
        if (isWithin && to - from > MOST_WITHIN) break;
        const part = syllables.slice(from, to).join('');
        if (part.length >= SHORTEST_PART && part.length < lower.length) parts.add(part);
      }
    }
    return [...parts];
  };
}
