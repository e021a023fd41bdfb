import { type AnalyzedChunk, analyzeChunk, type Part } from './analyze/analyze-chunk.ts';
import { mayBeginOtherwise } from './analyze/base-words.ts';
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

/** Finds where the words of a search stand in a text; remembers the words of one page of results. */
export type Marker = (text: string) => MarkedRange[];

export function createMarker(terms: readonly SoughtTerm[], formsOf: FormsOf): Marker {
  const lexemesOf = createLexemesOf(formsOf);
  const known = new Map<string, number>();
  const beginnings = beginningsOf(terms);
  const termOfWord = (word: string): number => {
    const made = known.get(word);
    if (made !== undefined) return made;
    // Few stems of Latin words begin in another way: most words need not be brought to theirs.
    const lower = lowerCase(word);
    const mayBe =
      mayBeginOtherwise(lower) ||
      foldings(lower).some((folded) => !LATIN.test(folded) || beginnings.has(folded.slice(0, 2)));
    const exact = mayBe ? termOf(lexemesOf(word), terms) : -1;
    const term = exact >= 0 ? exact : termWithin(word, terms);
    known.set(word, term);
    return term;
  };
  return (text) => {
    const ranges: MarkedRange[] = [];
    for (const chunk of scan(text)) {
      const [word = ''] = chunk.atoms;
      if (PLAIN.test(word) && isPlain(chunk)) {
        const term = termOfWord(word);
        if (term >= 0) ranges.push({ start: chunk.start, end: chunk.end, term });
        continue;
      }
      const analyzed = analyzeChunk(chunk);
      const whole = termOf(wholeLexemes(analyzed, lexemesOf), terms);
      if (whole >= 0) ranges.push({ start: chunk.start, end: chunk.end, term: whole });
      else ranges.push(...partRanges(text, chunk, { parts: analyzed.parts, terms, termOfWord }));
    }
    return ranges;
  };
}

const LATIN = /^[a-z]+$/;

/** The first two letters of all that is sought; a shorter word begins with itself. */
function beginningsOf(terms: readonly SoughtTerm[]): Set<string> {
  const sought = terms.flatMap(({ whole, beginnings }) => [...whole, ...beginnings]);
  return new Set(sought.map((lexeme) => lexeme.replace(/^S[a-z]+:/, '').slice(0, 2)));
}

/** A word that has no parts. */
const PLAIN = /^(?:\p{Lu}?\p{Ll}+|\p{Nd}+)$/u;
const isPlain = ({ atoms, before, after, number }: Chunk): boolean =>
  atoms.length === 1 && before === '' && after === '' && number === undefined;

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

type Parts = {
  parts: readonly Part[];
  terms: readonly SoughtTerm[];
  termOfWord: (word: string) => number;
};

function partRanges(
  text: string,
  chunk: Chunk,
  { parts, terms, termOfWord }: Parts,
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
    const term =
      part.kind === 'word' ? termOfWord(part.text) : termOf(foldings(lowerCase(part.text)), terms);
    if (term < 0) continue;
    const start = chunk.start + at;
    const last = ranges.at(-1);
    // Pairs of signs overlap.
    if (last !== undefined && last.end >= start) last.end = Math.max(last.end, start + length);
    else ranges.push({ start, end: start + length, term });
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
