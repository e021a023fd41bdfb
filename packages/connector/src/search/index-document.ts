import { addressForms } from './address.ts';
import { detectLanguage } from './analyze/detect-language.ts';
import { type Language, languagesFor, loadStemmers } from './analyze/languages.ts';
import { scan } from './analyze/scan.ts';
import { createSpacedNumbers } from './analyze/spaced-numbers.ts';
import { createWordForms } from './analyze/word-forms.ts';
import { createChunkLexemes } from './chunk-lexemes.ts';
import { cutPassages, headingLengthOf, type Passage } from './cut-passages.ts';
import { addressLexeme, headingLexeme, tenantLexeme, titleLexeme } from './lexemes.ts';
import { createVectorText, type Weight } from './vector-text.ts';

export type DocumentToIndex = {
  tenantId: string;
  title: string;
  url: string | null;
  body: string;
  /** What it was said to be in; without, it is detected. */
  chosenLanguage?: Language | null | undefined;
};

export type IndexedPassage = Passage & {
  /** The number of its first word, as the index counts words. */
  word: number;
  /** Place and length in whole signs, as the database counts them. */
  sign: number;
  signs: number;
};

export type DocumentIndex = {
  /** As a `tsvector` is written. */
  search: string;
  passages: IndexedPassage[];
  /** Null: too short to tell, or none that has a stemmer here. */
  language: Language | null;
};

/**
 * Makes what a document is found by. Takes some ms for a page, so it runs in the threads that
 * convert documents, and nowhere else.
 */
export async function indexDocument(document: DocumentToIndex): Promise<DocumentIndex> {
  const { title, body, url, tenantId } = document;
  const language = document.chosenLanguage ?? detectLanguage(`${title}\n${body}`);
  const writer = await createWriter(language);
  writer.add(tenantLexeme(tenantId));
  for (const form of url === null ? [] : addressForms(url)) writer.add(addressLexeme(form));
  writer.write(title, { weight: 'A', tiers: [titleLexeme, headingLexeme] });
  let sign = 0;
  let counted = 0;
  const passages = cutPassages(body).map((passage): IndexedPassage => {
    const word = writer.nextWord();
    const text = body.slice(passage.start, passage.end);
    sign += countSigns(body.slice(counted, passage.start));
    counted = passage.start;
    const heading = headingLengthOf(text);
    writer.write(text.slice(0, heading), { weight: 'B', tiers: [headingLexeme] });
    writer.write(text.slice(heading), { weight: 'C', tiers: [] });
    return { ...passage, word, sign, signs: countSigns(text) };
  });
  return { search: writer.text(), passages, language };
}

const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const countSigns = (text: string): number => text.length - (text.match(PAIRS)?.length ?? 0);

type Field = { weight: Weight; tiers: readonly ((lexeme: string) => string)[] };

async function createWriter(language: Language | null) {
  const languages = languagesFor([language]);
  const formsOf = createWordForms(await loadStemmers(languages));
  const lexemesOf = createChunkLexemes(formsOf, language);
  const vector = createVectorText();
  let next = 1;

  function write(text: string, { weight, tiers }: Field): void {
    const numbers = createSpacedNumbers(text);
    for (const chunk of scan(text)) {
      const { placed, length } = lexemesOf(chunk);
      const spaced = numbers.add(chunk);
      if (spaced !== undefined) put(spaced, { at: 0, weight, tiers });
      for (const { at, exact, others } of placed) {
        for (const lexeme of exact) put(lexeme, { at, weight, tiers });
        for (const lexeme of others) put(lexeme, { at, weight: lesser(weight), tiers });
      }
      next += length;
    }
  }
  function put(lexeme: string, { at, weight, tiers }: Field & { at: number }): void {
    vector.add(lexeme, next + at, weight);
    for (const tier of tiers) vector.add(tier(lexeme));
  }
  return { write, add: vector.add, text: vector.text, nextWord: () => next };
}

/** Of the title, other forms count as much; in the body they say a little less. */
const lesser = (weight: Weight): Weight => (weight === 'C' ? 'D' : weight);
