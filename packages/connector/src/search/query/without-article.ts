import type { Chunk } from '../analyze/scan.ts';

/** *l’entreprise*, *d’avril*, *qu’elle*, *dell’azienda*: words of French and Italian that are written to the next. */
const ARTICLE = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|un|(?:d|n|s)?(?:a|e|u)?ll|quest)$/i;
const APOSTROPHE = /^['’]$/;
/** What an article loses its vowel before; two letters and more, for *it’s* begins so, too. */
const BEGINS_OPEN = /^[aeiouyhœæàâéèêëîïôöùûÿ]\p{L}/iu;

/** The word that was meant where somebody typed it with an article: texts have it with others, or none. */
export function withoutArticle(chunk: Chunk): Chunk {
  const [first = '', second = ''] = chunk.atoms;
  const isArticle =
    APOSTROPHE.test(chunk.joiners[0] ?? '') && ARTICLE.test(first) && BEGINS_OPEN.test(second);
  if (!isArticle) return chunk;
  return { ...chunk, atoms: chunk.atoms.slice(1), joiners: chunk.joiners.slice(1) };
}
