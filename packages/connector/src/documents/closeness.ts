import { type RawBuilder, sql } from 'kysely';
import { type Language, languagesFor } from '../search/analyze/languages.ts';
import { languageOfStem } from '../search/lexemes.ts';
import { type QueryNode, toQueryText, withoutLexemes } from '../search/query/query-node.ts';

/** Of places in a text: other forms of a word, the word itself, a heading, the title. */
const WEIGHTS = '{0.3, 0.4, 0.7, 1}';
/** Ranks count for less the longer a document is. */
const BY_LENGTH = 1;

/**
 * The words of a document with their places, fetched once for all that is asked of them: to set the
 * weight of no word copies them as they are, and costs next to nothing.
 */
export const FETCHED_WORDS = sql.raw(`setweight(search, 'D', '{}')`);

/**
 * How close the words that are sought stand together in a document's `words`, and where. Of a
 * document in a known `language` only stems of that one are asked for, since it holds no others:
 * `ts_rank_cd` clears 32 KiB for each word that it is asked for, in each document.
 *
 * @param languages of the documents that are searched
 */
export function closenessOf(
  sought: QueryNode,
  languages: readonly (Language | null)[],
): RawBuilder<unknown> {
  const of = (text: string) => sql`ts_rank_cd(${WEIGHTS}, words, ${text}::tsquery, ${BY_LENGTH})`;
  const whole = toQueryText(sought);
  const known = languages.filter((language) => language !== null);
  const byText = Map.groupBy(known, (language) => {
    const made = new Set<string>(languagesFor([language]));
    return toQueryText(
      withoutLexemes(sought, (lexeme) => !made.has(languageOfStem(lexeme) ?? language)),
    );
  });
  byText.delete(whole);
  if (byText.size === 0) return of(whole);
  const cases = [...byText].map(
    ([text, those]) => sql`when language in (${sql.join(those)}) then ${of(text)}`,
  );
  return sql`case ${sql.join(cases, sql` `)} else ${of(whole)} end`;
}
