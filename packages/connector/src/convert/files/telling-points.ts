import { isSymbolFont, symbolsOf } from './symbol-fonts.ts';

const TELLING = /^[☐☑☒✓✔✗✘✅❌]$/u;
/** The same in another hand. */
const ALIKE: Record<string, string> = { '🗹': '☑', '🗷': '☒', '🗸': '✓' };

/**
 * The sign before a point where it says something, as a box that is ticked or a cross does; empty for
 * one that only marks the point.
 */
export function tellingSign(sign: string, font?: string): string {
  const drawn = (isSymbolFont(font) ? symbolsOf(sign, font) : sign).trim();
  const shown = ALIKE[drawn] ?? drawn;
  return TELLING.test(shown) ? shown : '';
}
