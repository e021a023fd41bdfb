import { type AnalyzedChunk, analyzeChunk, type Part } from './analyze/analyze-chunk.ts';
import { foldings, lowerCase } from './analyze/fold.ts';
import { type Chunk, scan } from './analyze/scan.ts';
import type { createWordForms } from './analyze/word-forms.ts';
import { stemLexeme } from './lexemes.ts';
import { isSought, type SoughtTerm } from './lexemes-of-query.ts';

type FormsOf = ReturnType<typeof createWordForms>;

/** A part of a text that a search found, and which of its terms did. */
export type MarkedRange = { start: number; end: number; term: number };

/** Shorter ones stand within long words by chance. */
const SHORTEST_WITHIN = 5;

/** Where the words of a search stand in a text. */
export function markedRanges(
  text: string,
  terms: readonly SoughtTerm[],
  formsOf: FormsOf,
): MarkedRange[] {
  const lexemesOf = createLexemesOf(formsOf);
  const ranges: MarkedRange[] = [];
  for (const chunk of scan(text)) {
    const analyzed = analyzeChunk(chunk);
    const whole = termOf(wholeLexemes(analyzed, lexemesOf), terms);
    if (whole >= 0) ranges.push({ start: chunk.start, end: chunk.end, term: whole });
    else ranges.push(...partRanges(text, chunk, { parts: analyzed.parts, terms, lexemesOf }));
  }
  return ranges;
}

type LexemesOf = (word: string) => string[];

function createLexemesOf(formsOf: FormsOf): LexemesOf {
  return (word) => {
    const { exact, bare, stems } = formsOf(word);
    return [...exact, ...bare, ...stems.map(({ language, stem }) => stemLexeme(language, stem))];
  };
}

function wholeLexemes({ whole, within, special }: AnalyzedChunk, lexemesOf: LexemesOf): string[] {
  const words = [...whole.words, ...within.words].flatMap(lexemesOf);
  return [...words, ...whole.literals, ...within.literals, ...(special ? [special] : [])];
}

const termOf = (lexemes: readonly string[], terms: readonly SoughtTerm[]): number =>
  terms.findIndex((term) => lexemes.some((lexeme) => isSought(term, lexeme)));

function partRanges(
  text: string,
  chunk: Chunk,
  {
    parts,
    terms,
    lexemesOf,
  }: { parts: readonly Part[]; terms: readonly SoughtTerm[]; lexemesOf: LexemesOf },
): MarkedRange[] {
  const ranges: MarkedRange[] = [];
  const lower = text.slice(chunk.start, chunk.end).toLowerCase();
  let from = 0;
  for (const part of parts) {
    const sign = part.text.toLowerCase();
    const found = lower.indexOf(sign, from);
    // Written in another way than it is kept: then the whole of it is marked.
    const [at, length] =
      found < 0 || lower.length !== chunk.end - chunk.start
        ? [0, lower.length]
        : [found, sign.length];
    if (found >= 0) from = found + (part.kind === 'pair' ? 1 : length);
    const lexemes = part.kind === 'word' ? lexemesOf(part.text) : foldings(lowerCase(part.text));
    const term = termOf(lexemes, terms);
    const within = term >= 0 ? term : termWithin(part.text, terms);
    if (within < 0) continue;
    const start = chunk.start + at;
    const last = ranges.at(-1);
    // Pairs of signs overlap.
    if (last !== undefined && last.end >= start) last.end = Math.max(last.end, start + length);
    else ranges.push({ start, end: start + length, term: within });
  }
  return ranges;
}

/** `Abrechnung` in `Reisekostenabrechnung`. */
function termWithin(text: string, terms: readonly SoughtTerm[]): number {
  const [folded = ''] = foldings(lowerCase(text));
  if (folded.length < 2 * SHORTEST_WITHIN - 2) return -1;
  return terms.findIndex(({ whole }) =>
    [...whole].some((lexeme) => {
      const word = lexeme.replace(/^S[a-z]+:/, '');
      return word.length >= SHORTEST_WITHIN && folded.includes(word);
    }),
  );
}
