import { type AnalyzedChunk, analyzeChunk } from './analyze/analyze-chunk.ts';
import { createCompoundParts } from './analyze/compound-parts.ts';
import { foldings, lowerCase } from './analyze/fold.ts';
import type { Language } from './analyze/languages.ts';
import type { Chunk } from './analyze/scan.ts';
import type { createWordForms } from './analyze/word-forms.ts';
import { stemLexeme } from './lexemes.ts';

type FormsOf = ReturnType<typeof createWordForms>;
/** `exact`: as it is written; `others`: by which it is found as well. */
type WordLexemes = { exact: string[]; others: string[] };
/** `at`: the how manieth of the chunk's words it is. */
type PlacedLexemes = WordLexemes & { at: number };
/** `length`: so many words it counts as. */
export type ChunkLexemes = { placed: PlacedLexemes[]; length: number };

/** Makes the lexemes of a document's chunks; made anew for each document, as it remembers them. */
export function createChunkLexemes(
  formsOf: FormsOf,
  language: Language | null,
): (chunk: Chunk) => ChunkLexemes {
  const lexemesOf = createWordLexemes(formsOf, language);
  const known = new Map<string, ChunkLexemes>();
  return (chunk) => {
    // Most of a text are plain words, and most words come again.
    const isPlain = chunk.atoms.length === 1 && chunk.before === '' && chunk.after === '';
    const [word = ''] = chunk.atoms;
    const made = isPlain ? known.get(word) : undefined;
    if (made !== undefined) return made;
    const analyzed = analyzeChunk(chunk);
    const placed = place(analyzed, lexemesOf);
    const lexemes = { placed, length: Math.max(1, analyzed.parts.length) };
    if (isPlain) known.set(word, lexemes);
    return lexemes;
  };
}

function place(
  { parts, whole, within, special }: AnalyzedChunk,
  lexemesOf: (word: string) => WordLexemes,
): PlacedLexemes[] {
  const placed = parts.map(({ text, kind }, at) =>
    kind === 'word' ? { at, ...lexemesOf(text) } : { at, exact: foldings(text), others: [] },
  );
  const literals = [...whole.literals, ...within.literals];
  if (special !== undefined) literals.push(special);
  if (literals.length > 0) placed.push({ at: 0, exact: literals, others: [] });
  for (const word of [...whole.words, ...within.words]) placed.push({ at: 0, ...lexemesOf(word) });
  return placed;
}

function createWordLexemes(formsOf: FormsOf, language: Language | null) {
  const partsOf = createCompoundParts(language);
  const known = new Map<string, WordLexemes>();
  return (word: string): WordLexemes => {
    const made = known.get(word);
    if (made !== undefined) return made;
    const { exact, bare, stems } = formsOf(word);
    // A stem that is the word itself is found by the word.
    const others = stems.filter(({ stem }) => !exact.includes(stem));
    const ofParts = partsOf(lowerCase(word)).flatMap(({ language: of, part }) =>
      formsOf(part).stems.filter((one) => one.language === of),
    );
    const named = [...others, ...ofParts].map((one) => stemLexeme(one.language, one.stem));
    const lexemes = { exact, others: [...new Set([...bare, ...named])] };
    known.set(word, lexemes);
    return lexemes;
  };
}
