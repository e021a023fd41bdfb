import { type AnalyzedChunk, analyzeChunk, type Part } from '../analyze/analyze-chunk.ts';
import { fold, foldings, lowerCase } from '../analyze/fold.ts';
import type { Chunk } from '../analyze/scan.ts';
import type { createWordForms, WordForms } from '../analyze/word-forms.ts';
import { stemLexeme } from '../lexemes.ts';
import { phraseOf, type QueryNode } from './query-node.ts';

type FormsOf = ReturnType<typeof createWordForms>;

/** Shorter ones are words of other languages as often as not. */
const SHORTEST_BARE_STEM = 3;
/** A single letter begins too many words to look for all of them. */
const SHORTEST_PREFIX = 2;
const LONGEST_NAME_OF_OPTION = 2;

/**
 * What a search for one chunk asks for: its words in this order, or what stands for all of them.
 * @param isFollowed by another one, directly behind it
 */
export function chunkNode(
  chunk: Chunk,
  formsOf: FormsOf,
  { isFollowed = false }: { isFollowed?: boolean } = {},
): QueryNode {
  const analyzed = analyzeChunk(chunk);
  const { special, isOption } = analyzed;
  const name = chunk.atoms.join('');
  // `-m` is no m, and `.NET` no net; `--force` may stand somewhere as force.
  if (special !== undefined && !(isOption && name.length > LONGEST_NAME_OF_OPTION)) {
    const inner =
      analyzed.parts.length > 1 || /[+#]/.test(special) ? withinSigns(analyzed, formsOf) : [];
    return { all: [{ lexeme: special }, ...inner] };
  }
  const options: QueryNode[] = special === undefined ? [] : [{ lexeme: special }];
  options.push(...analyzed.whole.literals.map((lexeme) => ({ lexeme })));
  for (const word of analyzed.whole.words) options.push(...wordNodes(formsOf(word)));
  const parts = searchedParts(analyzed.parts, isFollowed);
  if (parts.length > 0) options.push(phraseOf(parts.map((part) => partNode(part, formsOf))));
  return { any: options };
}

/** The same while its last word is still being typed; undefined where that would be too much. */
export function prefixNode(chunk: Chunk, formsOf: FormsOf): QueryNode | undefined {
  const { parts, whole, special } = analyzeChunk(chunk);
  if (special !== undefined && chunk.after !== '') return undefined;
  const beginnings = new Set(whole.literals);
  if (special !== undefined) beginnings.add(special);
  else for (const form of foldings(lowerCase(chunk.atoms.join('')))) beginnings.add(form);
  const options: QueryNode[] = [...beginnings]
    .filter((lexeme) => lexeme.length >= SHORTEST_PREFIX)
    .map((lexeme) => ({ lexeme, isPrefix: true }));
  const searched = searchedParts(parts);
  const last = searched.at(-1);
  if (searched.length > 1 && last !== undefined && last.text.length >= SHORTEST_PREFIX) {
    const before = searched.slice(0, -1).map((part) => partNode(part, formsOf));
    options.push(phraseOf([...before, { lexeme: fold(lowerCase(last.text)), isPrefix: true }]));
  }
  return options.length === 0 ? undefined : { any: options };
}

/** `C/C++` asks for both. */
function withinSigns({ parts }: AnalyzedChunk, formsOf: FormsOf): QueryNode[] {
  return parts.length === 0 ? [] : [phraseOf(parts.map((part) => partNode(part, formsOf)))];
}

/**
 * Of a run of signs the pairs. The last sign by itself is asked for where it is the only one, and where
 * something stands behind it, which is one place further on then.
 */
function searchedParts(parts: readonly Part[], isFollowed = false): Part[] {
  return parts.filter(({ kind }, index) => {
    const isBehindPair = kind === 'sign' && parts[index - 1]?.kind === 'pair';
    return !isBehindPair || isFollowed || index < parts.length - 1;
  });
}

function partNode({ text, kind }: Part, formsOf: FormsOf): QueryNode {
  if (kind === 'word') return { any: wordNodes(formsOf(text)) };
  return { any: foldings(text).map((lexeme) => ({ lexeme, isPrefix: kind === 'sign' })) };
}

/** All ways in which a word may stand in a document. */
function wordNodes({ exact, bare, stems }: WordForms): QueryNode[] {
  const lexemes = new Set([...exact, ...bare]);
  for (const { language, stem } of stems) {
    lexemes.add(stemLexeme(language, stem));
    if (stem.length >= SHORTEST_BARE_STEM) lexemes.add(stem);
  }
  return [...lexemes].map((lexeme) => ({ lexeme }));
}
