import { codePoint } from 'dingbat-to-unicode';

/** Where programs put the signs of such fonts, so that they are not taken for letters. */
const FIRST_PRIVATE = 0xf000;
const LAST_PRIVATE = 0xf0ff;

/** Fonts whose letters are signs: an `à` of Wingdings is an arrow. */
export function isSymbolFont(font: string | undefined): font is string {
  return font !== undefined && /^(?:symbol|webdings|wingdings(?: [23])?)$/i.test(font.slice(0, 20));
}

/** What people see of a text in a font of signs; what the font does not have stays as it is. */
export function symbolsOf(text: string, font: string): string {
  return text.replace(/[!-\u00ff\uf020-\uf0ff]/g, (sign) => {
    const code = sign.charCodeAt(0);
    const isPrivate = code >= FIRST_PRIVATE && code <= LAST_PRIVATE;
    return codePoint(font, isPrivate ? code - FIRST_PRIVATE : code)?.string ?? sign;
  });
}
