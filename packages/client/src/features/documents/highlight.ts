export type ExcerptPart = { text: string; isMatch: boolean };

const MATCH_START = '\u{E000}';
const MATCH_END = '\u{E001}';

/**
 * Splits an excerpt at the marks that the search puts around the words found (contracts/documents.ts).
 * Tolerates marks that are doubled or cut off, so that none of them is ever shown.
 */
export function splitHighlights(excerpt: string): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  let isMatch = false;
  for (const piece of excerpt.split(/([\u{E000}\u{E001}])/u)) {
    if (piece === MATCH_START) isMatch = true;
    else if (piece === MATCH_END) isMatch = false;
    else if (piece !== '') appendPart(parts, { text: piece, isMatch });
  }
  return parts;
}

function appendPart(parts: ExcerptPart[], part: ExcerptPart): void {
  const last = parts.at(-1);
  if (last !== undefined && last.isMatch === part.isMatch) last.text += part.text;
  else parts.push(part);
}
