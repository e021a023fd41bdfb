import { parseMarkup, textOf } from './dom.ts';

/** One line of plain text; some providers mark the words found with HTML. */
export function snippetToText({ text }: { text: string }): string {
  return textOf(parseMarkup(text).root()[0]).replace(/\s+/g, ' ').trim();
}
