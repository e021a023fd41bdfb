import { quoteLexeme } from './lexemes.ts';

/** Of a position in a `tsvector`: title, heading, body as written, body in other forms. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** PostgreSQL's own limits (src/include/tsearch/ts_type.h): later places and more of them it cannot hold. */
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;
/** A `tsvector` holds 1 MiB. */
const MOST_BYTES = 950_000;
const LONGEST_LEXEME = 200;

/** Collects words with their places and writes them as a `tsvector` is written. */
export function createVectorText() {
  const places = new Map<string, Map<number, Weight>>();
  let bytes = 0;
  return {
    /** Without a position the word is found, but in no phrase and at no place. */
    add: (lexeme: string, position?: number, weight: Weight = 'D'): void => {
      if (lexeme.length === 0 || lexeme.length > LONGEST_LEXEME) return;
      let known = places.get(lexeme);
      if (known === undefined) {
        const size = Buffer.byteLength(lexeme) + 8;
        if (bytes + size > MOST_BYTES) return;
        known = new Map();
        places.set(lexeme, known);
        bytes += size;
      }
      if (position === undefined || position > LAST_POSITION) return;
      const held = known.get(position);
      if (held === undefined) {
        if (known.size >= MOST_POSITIONS || bytes + 2 > MOST_BYTES) return;
        bytes += 2;
      }
      if (held === undefined || weight < held) known.set(position, weight);
    },
    text: (): string =>
      [...places]
        .map(([lexeme, at]) => {
          const list = [...at].map(([position, weight]) => `${position}${weight}`).join(',');
          return list === '' ? quoteLexeme(lexeme) : `${quoteLexeme(lexeme)}:${list}`;
        })
        .join(' '),
  };
}
