import { wordOfForm } from './irregular-forms.ts';
import type { Language } from './languages.ts';

/** *organise*, *analyse*, *colour*, *centre*, *catalogue* as they are written on the other side of the ocean. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=...)is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)/, 'iz'],
  [/(?<=..)ys(?=(?:e|ed|es|er|ers|ing)$)/, 'yz'],
  [/(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ful|ite|ites|less)?$)/, 'or'],
  [/(?<=..[bt])re(?=[sd]?$)/, 'er'],
  [/ogue(?=[sd]?$)/, 'og'],
];

/** *an-ge-meld-et*, *ge-prüf-t*: what stands before and behind the participle of a verb. */
const PARTICIPLE =
  /^(?<before>(?:ab|an|auf|aus|bei|durch|ein|fest|fort|frei|her|hin|hoch|los|mit|nach|um|vor|weg|weiter|zu|zurück|zusammen)?)ge(?<stem>.{3,}?)e?t$/;
/** *genehmig-t*, *installier-t*: of verbs that take no *ge*. */
const WITHOUT_GE = /^(?:be|emp|ent|er|ge|miss|ver|zer|über|unter|wider).{3,}t$|^.{2,}iert$/;
const FEMALE_PLURAL = /(?<=.{4})innen$/;

/**
 * The words whose stems a word is found by: itself, and what it is a form of where the language's
 * stemmer does not see that. A guess that is wrong makes a stem that nobody asks for.
 */
export function baseWords(language: Language, lower: string): string[] {
  const word = wordOfForm(language, lower);
  const words = word === undefined ? [lower] : [lower, word];
  if (language === 'en') return words.map(inOneSpelling);
  return language === 'de' ? [...words, ...germanWords(lower)] : words;
}

function inOneSpelling(word: string): string {
  for (const [pattern, spelling] of SPELLINGS) {
    if (pattern.test(word)) return word.replace(pattern, spelling);
  }
  return word;
}

function germanWords(word: string): string[] {
  const { before, stem } = PARTICIPLE.exec(word)?.groups ?? {};
  return [
    ...(stem === undefined ? [] : [`${before}${stem}en`]),
    ...(WITHOUT_GE.test(word) ? [word.replace(/e?t$/, 'en')] : []),
    ...(FEMALE_PLURAL.test(word) ? [word.replace(FEMALE_PLURAL, '')] : []),
  ];
}

const IRREGULAR_IN: readonly Language[] = ['en', 'de'];

/** Whether a word may be a form of one that begins in another way. */
export const mayBeginOtherwise = (lower: string): boolean =>
  PARTICIPLE.test(lower) ||
  IRREGULAR_IN.some((language) => wordOfForm(language, lower) !== undefined);
