import { fold, lowerCase } from '../analyze/fold.ts';
import { type Language, loadStopWords } from '../analyze/languages.ts';

/**
 * Words with which people ask, which the libraries' lists of words that say nothing leave out:
 * they stand in the question and not in the answer.
 */
const ASKING: Partial<Record<Language, string>> = {
  en: 'a much many get got need needs want wants find know tell please anyone someone can could long often happens happen use ok shall might else instead still whose within soon',
  de: 'viel viele vielen bekomme bekommt brauche braucht möchte finde gibt gibts bitte geht wann wohin lange oft',
  fr: 'combien puis peut dois doit besoin faut trouver quand où comment obtenir',
  es: 'cuánto cuántos cuánta cuántas puedo puede necesito debo quiero obtener',
  it: 'quanto quanti quanta quante posso può devo serve voglio trovo',
  pt: 'quanto quantos quanta quantas posso pode preciso devo quero onde',
  nl: 'hoeveel krijg nodig moet vind graag waar wanneer hoe lang',
};

type StopWords = { language: Language; stopWords: ReadonlySet<string> };
const lists = new Map<Language, Promise<StopWords>>();

/** The list of a language, as words are compared; made once, since it never changes. */
function listOf(language: Language): Promise<StopWords> {
  const known = lists.get(language);
  if (known !== undefined) return known;
  const made = loadStopWords(language).then((words) => {
    const all = [...words, ...(ASKING[language]?.split(' ') ?? [])];
    const plain = all.map((word) => fold(lowerCase(word)).replaceAll(/['’]/g, ''));
    return { language, stopWords: new Set(plain) };
  });
  lists.set(language, made);
  return made;
}

/** Whether a word of a search says nothing by itself. */
export type IsStopWord = (word: string) => boolean;

/**
 * Which words of a search nobody has to find: those of English, and of the one other language that
 * most of its words are such words of.
 */
export async function findStopWords(
  words: readonly string[],
  languages: readonly Language[],
): Promise<IsStopWord> {
  const asked = await Promise.all([...new Set<Language>(['en', ...languages])].map(listOf));
  const folded = words.map((word) => fold(lowerCase(word)));
  const found = asked.map((list) => ({
    ...list,
    count: folded.filter((word) => list.stopWords.has(word)).length,
  }));
  const [likeliest] = found.toSorted((a, b) => b.count - a.count);
  const counted = found.filter(
    ({ language }) => language === 'en' || language === likeliest?.language,
  );
  const isShouted = words.every((word) => word === word.toUpperCase());
  return (word) => {
    // The *IT* department.
    if (!isShouted && word.length > 1 && word === word.toUpperCase()) return false;
    const form = fold(lowerCase(word));
    return counted.some(({ stopWords }) => stopWords.has(form));
  };
}
