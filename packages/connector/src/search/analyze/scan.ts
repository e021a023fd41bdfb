/**
 * A run of text without a blank: a word, or words with signs between them, such as an address, a
 * path or an identifier. `start` and `end` are places in the text (UTF-16 code units).
 */
export type Chunk = {
  start: number;
  end: number;
  /** The words, each as it is written. */
  atoms: string[];
  /** The signs between them, so one less; without the backslashes of Markdown. */
  joiners: string[];
  /** `-`, `--` or `.` before the first word: an option, `.NET`, `.env`. */
  before: '' | '-' | '--' | '.';
  /** `++` or `#` behind the last word: `C++`, `C#`. */
  after: '' | '++' | '#';
  /** Of a grouped number, such as 1,250,000: the same without its groups. */
  number?: string;
};

// Soft hyphens and the like stand inside of words; marks belong to the letter before.
const LETTER = String.raw`[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]`;
// A star within a word is Markdown’s, for what stands out in it.
const JOINER = String.raw`(?:[-._/@:'’&+=‐‑*]|\\){1,4}`;
const GROUPS = String.raw`\d{1,3}(?<sign>[,.'’\u00A0\u202F\u2009 ])\d{3}(?:\k<sign>\d{3}){0,6}`;
/** As in India: 12,34,567. */
const PAIRS = String.raw`\d{1,2}(?:,\d{2}){1,6},\d{3}`;
const NUMBER = String.raw`(?<whole>${GROUPS}|${PAIRS})(?:[.,](?<decimals>\d{1,9}))?(?!${LETTER}|[.,]\d)`;
const CHUNK = new RegExp(`${NUMBER}|${LETTER}+(?:${JOINER}${LETTER}+)*`, 'gu');
const ATOM = new RegExp(`${LETTER}+`, 'gu');
const IS_LETTER = new RegExp(LETTER, 'u');
const SIMPLE = /^[A-Za-z0-9]+$/;
/** What an option may stand behind: a blank, a bracket, a quote, a mark of Markdown. */
const OPENING = /[\s([{"'`|,;*>]/;

/** The chunks of a text in their order, in time that grows with its length. */
export function* scan(text: string): Generator<Chunk> {
  for (const match of text.matchAll(CHUNK)) {
    const [written] = match;
    const { whole, decimals } = match.groups ?? {};
    const [start, end] = [match.index, match.index + written.length];
    const isSimple = SIMPLE.test(written);
    const before = signBefore(text, start);
    const after = signAfter(text, end);
    yield {
      start: start - before.length,
      end: end + after.length,
      atoms: isSimple ? [written] : (written.match(ATOM) ?? []),
      joiners: isSimple ? [] : joinersOf(written),
      before,
      after,
      ...(whole !== undefined && { number: numberOf(whole, decimals) }),
    };
  }
}

function joinersOf(written: string): string[] {
  const joiners = written.split(ATOM).slice(1, -1);
  return joiners.map((joiner) => joiner.replaceAll('\\', '') || '\\');
}

function signBefore(text: string, start: number): Chunk['before'] {
  const sign = text[start - 1];
  if (sign !== '-' && sign !== '.') return '';
  const isDouble = sign === '-' && text[start - 2] === '-';
  let at = start - (isDouble ? 3 : 2);
  if (text[at] === '\\') at -= 1;
  if (at >= 0 && !OPENING.test(text[at] ?? '')) return '';
  if (/\d/.test(text[start] ?? '')) return '';
  return isDouble ? '--' : sign;
}

function signAfter(text: string, end: number): Chunk['after'] {
  const sign = text[end] === '\\' ? text[end + 1] : text[end];
  if (sign !== '+' && sign !== '#') return '';
  const [found] = /^\\?(?:\+\\?\+|#)/.exec(text.slice(end, end + 4)) ?? [];
  if (found === undefined || IS_LETTER.test(text[end + found.length] ?? '')) return '';
  return sign === '#' ? '#' : '++';
}

function numberOf(whole: string, decimals: string | undefined): string {
  const digits = whole.replace(/\D/g, '');
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}
