import { quoteLexeme } from './lexemes.ts';

/** Of a position in a `tsvector`: title, heading, body as written, body in other forms. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** PostgreSQL's own limits (src/include/tsearch/ts_type.h): later places and more of them it cannot hold. */
export const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;
/** A `tsvector` holds 1 MiB. */
const MOST_BYTES = 950_000;
const LONGEST_LEXEME = 200;

const WEIGHTS: readonly Weight[] = ['A', 'B', 'C', 'D'];

/** Collects words with their places and writes them as a `tsvector` is written. */
export function createVectorText() {
  /** A place and its weight in one number: memory is what a long document takes most of. */
  const places = new Map<string, number[]>();
  let bytes = 0;
  return {
    /** Without a position the word is found, but in no phrase and at no place. */
    add: (lexeme: string, position?: number, weight: Weight = 'D'): void => {
      let known = places.get(lexeme);
      if (known === undefined) {
        const size = Buffer.byteLength(lexeme) + 8;
        if (lexeme.length === 0 || lexeme.length > LONGEST_LEXEME) return;
        if (bytes + size > MOST_BYTES) return;
        known = [];
        places.set(lexeme, known);
        bytes += size;
      }
      if (position === undefined || position > LAST_POSITION) return;
      if (known.length >= MOST_POSITIONS || bytes + 2 > MOST_BYTES) return;
      // The same place twice is one, with the greater weight: that is how PostgreSQL reads it.
      known.push(position * WEIGHTS.length + WEIGHTS.indexOf(weight));
      bytes += 2;
    },
    text: (): string => {
      let text = '';
      for (const [lexeme, at] of places) {
        const list = at.map((one) => {
          const weight = WEIGHTS[one % WEIGHTS.length] ?? 'D';
          return `${Math.floor(one / WEIGHTS.length)}${weight}`;
        });
        const quoted = quoteLexeme(lexeme);
        text += list.length === 0 ? ` ${quoted}` : ` ${quoted}:${list.join(',')}`;
      }
      return text;
    },
  };
}
