/** What a sign is to CommonMark, where it decides whether a mark may begin or end beside it. */
export type SignClass = 'space' | 'punctuation' | 'word';

const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /\s/;

/** @param sign one sign, or nothing at the edge of a text */
export function classOf(sign: string | undefined): SignClass {
  if (!sign) return 'space';
  const code = sign.charCodeAt(0);
  if (code < 128) {
    if (code <= 32) return 'space';
    const isWord =
      (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    return isWord ? 'word' : 'punctuation';
  }
  if (SPACE.test(sign)) return 'space';
  return PUNCTUATION.test(sign) ? 'punctuation' : 'word';
}

/** The last sign of a text, whole where it takes two units. */
export function lastSign(text: string): string | undefined {
  const code = text.charCodeAt(text.length - 1);
  const isPair = code >= 0xdc00 && code <= 0xdfff && text.length > 1;
  return text === '' ? undefined : text.slice(isPair ? -2 : -1);
}

export function firstSign(text: string): string | undefined {
  const code = text.codePointAt(0);
  return code === undefined ? undefined : String.fromCodePoint(code);
}

/** Whether a sign beside a mark holds it up; parsers differ about those of two units (emoji). */
export function isWordOutside(sign: string | undefined): boolean {
  return classOf(sign) === 'word' || (sign?.length ?? 0) > 1;
}
