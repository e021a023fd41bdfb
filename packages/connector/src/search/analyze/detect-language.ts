import { franc } from 'franc';
import { DETECTABLE, type Language, languageDetected } from './languages.ts';

/** Enough to tell one language from the others; more costs time and tells no more. */
const LOOKED_AT = 1_500;
/** Below this the detector guesses. */
const FEWEST_LETTERS = 80;
const NO_PROSE = /```[\s\S]*?```|`[^`\n]*`|\]\([^)\s]*\)|https?:\S+|[^\p{L}\p{M}\s'’-]+/gu;

/** The language of a text in Markdown; null when it is too short to tell, or none that is known. */
export function detectLanguage(text: string): Language | null {
  const prose = text
    .slice(0, 2 * LOOKED_AT)
    .replace(NO_PROSE, ' ')
    .slice(0, LOOKED_AT);
  if (prose.replace(/\s+/g, '').length < FEWEST_LETTERS) return null;
  const found = franc(prose, { only: DETECTABLE, minLength: FEWEST_LETTERS });
  return languageDetected(found);
}
