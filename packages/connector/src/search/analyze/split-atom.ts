/** Scripts that put no blanks between words, so that pairs of signs stand in for words; numbers are whole. */
const UNSPACED =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]--\\p{Nd}';
const RUNS = new RegExp(`[${UNSPACED}]+|[^[${UNSPACED}]]+`, 'gv');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v');
/** `getUserById`, `HTTPServer`, `PDFs`, `TLSv1`, `utf8`: one part each time. */
const PARTS =
  /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}{2,}(?=v\p{N})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{N}+|\p{M}+/gu;
const ONE_PART = /^(?:[a-z]+|[A-Z]?[a-z]+|[A-Z]+|[0-9]+)$/;
const PLAIN_ASCII = /^[A-Za-z0-9]+$/;
/** A sign with the marks that belong to it: what stands for a letter in Thai, Lao and Khmer. */
const SIGNS = /\P{M}\p{M}*|\p{M}+/gu;
const MOST_PARTS = 16;

/** A part of a word: of an identifier, or a run of signs of a script without blanks. */
export type AtomPart = { text: string; isUnspaced: boolean };

/** The parts of one word, in order; one that has none is its own part. */
export function splitAtom(atom: string): AtomPart[] {
  if (ONE_PART.test(atom)) return [{ text: atom, isUnspaced: false }];
  if (PLAIN_ASCII.test(atom)) return spacedParts(atom);
  return (atom.normalize('NFC').match(RUNS) ?? []).flatMap((run) =>
    IS_UNSPACED.test(run) ? [{ text: run, isUnspaced: true }] : spacedParts(run),
  );
}

function spacedParts(run: string): AtomPart[] {
  const parts = run.match(PARTS) ?? [];
  const isWhole = parts.length > MOST_PARTS || parts.join('').length < run.length;
  return (isWhole ? [run] : parts).map((text) => ({ text, isUnspaced: false }));
}

/** The signs of a run, each with its marks. */
export const signsOf = (run: string): string[] => run.match(SIGNS) ?? [];
