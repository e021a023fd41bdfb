import { parseMarkup, textOf } from './parse-markup.ts';

const LONGEST = 20_000;

/** One line of plain text; some providers mark the words found with HTML. */
export function snippetToText({ text }: { text: string }): string {
  const root = parseMarkup(text.slice(0, LONGEST));
  return textOf(root, ' ').replace(/\s+/g, ' ').trim();
}
