import type { DocumentSummary } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { createWordForms } from '../search/analyze/word-forms.ts';
import { choosePassage, type Place } from '../search/choose-passage.ts';
import { LONGEST_PASSAGE } from '../search/cut-passages.ts';
import type { IndexedPassage } from '../search/index-document.ts';
import type { SoughtTerm } from '../search/lexemes-of-query.ts';
import { createMarker } from '../search/marked-ranges.ts';
import { type QueryNode, toQueryText } from '../search/query/query-node.ts';
import { LAST_POSITION } from '../search/vector-text.ts';
import { writeExcerpt } from '../search/write-excerpt.ts';
import { withWords } from './candidates.ts';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './summary.ts';

type Citation = Pick<DocumentSummary, 'excerpt' | 'passage'>;

export type Citing = {
  /** What the reader may read. */
  where: RawBuilder<unknown>;
  terms: readonly SoughtTerm[];
  formsOf: ReturnType<typeof createWordForms>;
};

type Row = SummaryRow & {
  passages: IndexedPassage[] | null;
  places: Place[] | null;
  /** Null: too long to be fetched for one passage. */
  body: string | null;
};
type Chosen = { id: string; passage: IndexedPassage };

/** Bytes; the passage of a longer text is cut out by the database. */
const LONGEST_WHOLE = 65_536;
/** As much of a document that was not cut yet. */
const UNCUT: IndexedPassage = { start: 0, end: 2_400, heading: [], word: 0, sign: 0, signs: 2_400 };

/**
 * The documents of one page, as far as the reader may read them, each with the passage that says the
 * most about the search and an excerpt of it. Only of these passages the text is fetched.
 */
export async function citeDocuments(
  db: Db,
  ids: readonly string[],
  { where, terms, formsOf }: Citing,
): Promise<Map<string, DocumentSummary>> {
  if (ids.length === 0) return new Map();
  const whole = terms.flatMap((term) => [...term.whole]);
  const { rows } = await sql<Row>`
    select ${SUMMARY_COLUMNS}, passages,
      case when octet_length(body) <= ${LONGEST_WHOLE}::int then body end as body,
      ${placesOf(terms)} as places
    from documents ${withWords} where ${where} and id = any(${[...ids]}::uuid[])`.execute(db);
  const chosen: Chosen[] = [];
  for (const { id, passages, places } of rows) {
    const passage =
      choosePassage(passages ?? [], places ?? [], terms) ??
      (await findBeyond(db, { id, passages: passages ?? [], where, words: whole }));
    chosen.push({ id, passage: passage ?? passages?.[0] ?? UNCUT });
  }
  const ofLong = chosen.filter((_, at) => rows[at]?.body === null);
  const texts = await findTexts(db, where, ofLong);
  const mark = createMarker(terms, formsOf);
  return new Map(
    rows.map((row, at): [string, DocumentSummary] => {
      const passage = chosen[at]?.passage ?? UNCUT;
      const whole = row.body?.slice(passage.start, passage.end) ?? texts.get(row.id) ?? '';
      const text = whole.slice(0, LONGEST_PASSAGE);
      const excerpt = writeExcerpt(text, mark) || null;
      const citation: Citation = {
        excerpt,
        ...(passage !== UNCUT && { passage: passageOf(passage) }),
      };
      return [row.id, { ...toSummary(row), ...citation }];
    }),
  );
}

/**
 * Where the words of a search stand in a document's `words`. To go through all words of a document
 * takes the database longer than all else that is done for it, so those that are sought are given a
 * weight that no other has. What a word only begins is looked for where the word itself is not.
 */
function placesOf(terms: readonly SoughtTerm[]): RawBuilder<unknown> {
  const whole = sql`${[...new Set(terms.flatMap((term) => [...term.whole]))]}::text[]`;
  const begun = terms.filter(({ beginnings }) => beginnings.size > 0);
  const collected = sql`select jsonb_agg(jsonb_build_object('lexeme', lexeme, 'positions', positions))`;
  const places = sql`(${collected}
    from unnest(ts_filter(setweight(setweight(words, 'D'), 'A', ${whole}), '{a}')))`;
  if (begun.length === 0) return places;
  const beginnings = [...new Set(begun.flatMap((term) => [...term.beginnings]))];
  const begunPlaces = sql`(${collected}
    from unnest(words) where lexeme = any(${whole}) or lexeme ^@ any(${beginnings}::text[]))`;
  // A single character of a script without spaces stands nowhere by itself: it only begins pairs.
  if (begun.some((term) => term.whole.size === 0)) return begunPlaces;
  const hasWhole = begun.map(
    (term) => sql`words @@ ${toQueryText(anyLexeme([...term.whole]))}::tsquery`,
  );
  return sql`case when ${sql.join(hasWhole, sql` and `)} then ${places} else ${begunPlaces} end`;
}

const anyLexeme = (lexemes: readonly string[]): QueryNode => ({
  any: lexemes.map((lexeme) => ({ lexeme })),
});

export const passageOf = ({ heading, start, end }: IndexedPassage) => ({ heading, start, end });

type Beyond = {
  id: string;
  passages: readonly IndexedPassage[];
  where: RawBuilder<unknown>;
  words: readonly string[];
};

/** Where a very long document holds a word of which the index does not know the place any more. */
async function findBeyond(db: Db, { id, passages, where, words }: Beyond) {
  const first = passages.findIndex(({ word }) => word > LAST_POSITION);
  const from = passages[Math.max(0, first - 1)];
  if (first < 0 || from === undefined) return undefined;
  const { rows } = await sql<{ text: string }>`
    select substring(body from ${from.sign}::int + 1) as text from documents
    where ${where} and id = ${id}::uuid`.execute(db);
  const text = rows[0]?.text.toLowerCase() ?? '';
  const places = words.map((word) => text.indexOf(word.replace(/^S[a-z]+:/, '')));
  const found = places.filter((place) => place >= 0);
  const at = from.start + Math.min(...found);
  return found.length === 0 ? undefined : passages.find(({ end }) => end > at);
}

async function findTexts(
  db: Db,
  where: RawBuilder<unknown>,
  chosen: readonly Chosen[],
): Promise<Map<string, string>> {
  if (chosen.length === 0) return new Map();
  const wanted = JSON.stringify(
    chosen.map(({ id, passage: { sign, signs } }) => ({
      ...{ id, sign },
      signs: Math.min(signs, LONGEST_PASSAGE),
    })),
  );
  const { rows } = await sql<{ id: string; text: string }>`
    select id, substring(body from sign + 1 for signs) as text
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (id uuid, sign int, signs int)
      join documents using (id) where ${where}`.execute(db);
  return new Map(rows.map(({ id, text }) => [id, text]));
}
