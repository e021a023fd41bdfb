/** Drawn nowhere, or only to stretch a line: a word with them is the same word. */
const UNSEEN =
  /\u034F|[\u00AD\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]|[\uFE00-\uFE0F]/g;
/** Accents of Latin, Greek and Cyrillic, vowel signs of Arabic and Hebrew; never those of Indic scripts. */
const LOOSE_MARKS =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/g;
/** Letters that Unicode does not take apart, as people write them without their keys. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't' },
  ...{ ı: 'i', ŋ: 'n', ĸ: 'k', ſ: 's', ς: 'σ' },
  ...{ ی: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه' },
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ة: 'ه', ؤ: 'و', ئ: 'ي' },
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
/** Letters that are written with an e, or twice, where there is no key for them. */
const SPELT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const SPELT_LETTERS = /[äöüøå]/gu;
const DIGITS = /(?![0-9])\p{Nd}/gu;
const ASCII = /^[\u0020-\u007E]*$/;

/** Small letters, composed, without what nobody sees: what stemmers and hyphenation expect. */
export function lowerCase(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const composed = text.normalize('NFKC').replace(UNSEEN, '').toLowerCase().normalize('NFC');
  return composed.replace(DIGITS, digitOf);
}

/** Digits of other scripts stand in rows of ten (Unicode, 4.6), from 0 on. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** A word in small letters without accents, so that it is found however it was typed. */
export function fold(lower: string): string {
  if (ASCII.test(lower)) return lower;
  return lower
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(LOOSE_MARKS, '')
    .normalize('NFC')
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter);
}

/** All ways in which a word in small letters is written without its accents: *muller*, *mueller*. */
export function foldings(lower: string): string[] {
  const folded = fold(lower);
  if (ASCII.test(lower)) return [folded];
  const spelt = fold(lower.replace(SPELT_LETTERS, (letter) => SPELT[letter] ?? letter));
  return spelt === folded ? [folded] : [folded, spelt];
}
