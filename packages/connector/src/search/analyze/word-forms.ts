import { baseWords } from './base-words.ts';
import { foldings, lowerCase } from './fold.ts';
import type { Language, Script, Stemmers } from './languages.ts';

/** A stem, and of which language: what is one in English may be a word of its own in French. */
export type StemForm = { language: Language; stem: string };

/** How one word is written in the index. */
export type WordForms = {
  /** As it is, without accents; with two ways to leave them out, both. */
  exact: string[];
  /** Without an article or the like that is written together with it. */
  bare: string[];
  stems: StemForm[];
};

/** Longer ones are no words; of those the beginning has to do. */
const LONGEST_WORD = 64;
const SHORTEST_STEM = 2;

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['latin', /^[a-z\u00DF-\u024F\u1E00-\u1EFF]/],
  ['cyrillic', /^\p{Script=Cyrillic}/u],
  ['greek', /^\p{Script=Greek}/u],
  ['arabic', /^\p{Script=Arabic}/u],
  ['devanagari', /^\p{Script=Devanagari}/u],
  ['armenian', /^\p{Script=Armenian}/u],
];
/** *al-*, also after *and*, *so*, *with*, *like*, *for*. */
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{2})/u;
/** *the*, *and*, *in*, *to*, *from*, *that*, *as*; two of them may stand together. */
const HEBREW_PREFIX = /^[הובלמשכ](?=\p{Script=Hebrew}{3})/u;

/** Makes the forms of words; the same for documents and for searches. */
export function createWordForms(stemmers: Stemmers): (word: string) => WordForms {
  const known = new Map<string, WordForms>();
  return (word) => {
    const lower = lowerCase(word).slice(0, LONGEST_WORD);
    const made = known.get(lower);
    if (made !== undefined) return made;
    const exact = foldings(lower).filter((form) => form !== '');
    const forms = { exact, bare: bareForms(exact), stems: stemsOf(lower, stemmers) };
    known.set(lower, forms);
    return forms;
  };
}

function stemsOf(lower: string, stemmers: Stemmers): StemForm[] {
  const script = SCRIPTS.find(([, pattern]) => pattern.test(lower))?.[0];
  if (script === undefined || lower.length <= SHORTEST_STEM) return [];
  const found = new Map<string, StemForm>();
  for (const { language, stem } of stemmers.get(script) ?? []) {
    for (const folded of baseWords(language, lower).flatMap((word) => foldings(stem(word)))) {
      if (folded.length >= SHORTEST_STEM)
        found.set(`${language} ${folded}`, { language, stem: folded });
    }
  }
  return [...found.values()];
}

function bareForms(exact: readonly string[]): string[] {
  return exact.flatMap((form) => {
    if (ARABIC_ARTICLE.test(form)) return [form.replace(ARABIC_ARTICLE, '')];
    const once = form.replace(HEBREW_PREFIX, '');
    if (once === form) return [];
    const twice = once.replace(HEBREW_PREFIX, '');
    return twice === once ? [once] : [once, twice];
  });
}
