import { addressForms } from '../address.ts';
import { type Language, loadStemmers } from '../analyze/languages.ts';
import { scan } from '../analyze/scan.ts';
import { createWordForms } from '../analyze/word-forms.ts';
import { addressLexeme } from '../lexemes.ts';
import { chunkNode, prefixNode } from './chunk-query.ts';
import { withJoined } from './joined-words.ts';
import { phraseOf } from './query-node.ts';
import { type Asked, splitQuery } from './split-query.ts';
import { findStopWords, type IsStopWord } from './stop-words.ts';
import type { Alternative, Term } from './term.ts';
import { withoutArticle } from './without-article.ts';

/**
 * What people type, as questions to the index. Empty for a search that holds only signs.
 *
 * @param languages of the documents that are searched
 */
export async function parseQuery(
  query: string,
  languages: readonly Language[],
): Promise<Alternative[]> {
  const segments = splitQuery(query);
  const formsOf = createWordForms(await loadStemmers(languages));
  const words = segments.flatMap((one) => (one.kind === 'words' ? [one.text] : []));
  const isStopWord = await findStopWords(words.map(withoutEdges), languages);
  const alternatives: Alternative[] = [{ terms: [], excluded: [] }];
  for (const segment of segments) {
    const current = alternatives.at(-1) as Alternative;
    if (segment.kind === 'or') {
      alternatives.push({ terms: [], excluded: [] });
      continue;
    }
    const terms = termsOf(segment, { formsOf, isStopWord });
    if (segment.isExcluded) current.excluded.push(...terms.map(({ node }) => node));
    else current.terms.push(...terms);
  }
  return alternatives
    .filter(({ terms }) => terms.length > 0)
    .map(({ terms, excluded }) => ({ terms: withJoined(terms), excluded }));
}

type FormsOf = ReturnType<typeof createWordForms>;
type Means = { formsOf: FormsOf; isStopWord: IsStopWord };

function termsOf(segment: Asked, { formsOf, isStopWord }: Means): Term[] {
  if (segment.kind === 'words') return wordTerms(segment, { formsOf, isStopWord });
  const term =
    segment.kind === 'phrase' ? phraseTerm(segment, formsOf) : addressTerm(segment, formsOf);
  return term === undefined ? [] : [term];
}

function wordTerms({ text, isLast }: Asked, { formsOf, isStopWord }: Means): Term[] {
  const chunks = [...scan(text)].map(withoutArticle);
  return chunks.map((chunk, index) => {
    const isPlain = chunk.atoms.length === 1 && chunk.before === '' && chunk.after === '';
    const isTyped = isLast && index === chunks.length - 1 && isOpen(text.slice(chunk.end));
    const prefix = isTyped ? prefixNode(chunk, formsOf) : undefined;
    return {
      node: chunkNode(chunk, formsOf),
      isStopWord: chunk.before === '' && chunk.after === '' && isStopWord(withoutEdges(text)),
      ...(prefix !== undefined && { prefix }),
      ...(isPlain && { word: chunk.atoms[0] ?? '' }),
    };
  });
}

/** Whether a word may go on: what stands behind it is at most a sign within words. */
const isOpen = (behind: string): boolean => /^[-._/@:'’&+=\\]?$/.test(behind);

/** Without the signs of a sentence around it, and without apostrophes. */
const withoutEdges = (text: string): string =>
  text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/['’]/g, '');

/** Words in quotes: as they are written, one directly after the other. */
function phraseTerm({ text, isLast }: Asked, formsOf: FormsOf): Term | undefined {
  const asWritten: FormsOf = (word) => ({ ...formsOf(word), stems: [] });
  const chunks = [...scan(text)];
  const last = chunks.at(-1);
  if (last === undefined) return undefined;
  const nodes = chunks.map((chunk) => chunkNode(chunk, asWritten, { isFollowed: chunk !== last }));
  const prefix = isLast ? prefixNode(last, asWritten) : undefined;
  return {
    node: phraseOf(nodes),
    isStopWord: false,
    ...(prefix !== undefined && { prefix: phraseOf([...nodes.slice(0, -1), prefix]) }),
  };
}

/** An address, which a document has as its own or in its text. */
function addressTerm({ text }: Asked, formsOf: FormsOf): Term | undefined {
  const nodes = [...scan(text)].map((chunk) => chunkNode(chunk, formsOf));
  if (nodes.length === 0) return undefined;
  const own = addressForms(text).map((form) => ({ lexeme: addressLexeme(form) }));
  return { node: { any: [...own, { all: nodes }] }, isStopWord: false };
}
