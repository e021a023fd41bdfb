import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { Block } from '../tree.ts';
import { type HtmlInput, htmlToMarkdown } from './html.ts';

/** A tag that editors of HTML write; `<p.miller@example.com>` is none. */
const TAG =
  /<\/?(?:p|br|div|ul|ol|li|table|span|a|h[1-6]|strong|em|code|pre|blockquote|img|font|hr)(?=[\s/>])/i;

/** The same field holds HTML in one table and plain text in another. */
export function proseToMarkdown({ text, baseUrl }: HtmlInput): string {
  return TAG.test(text) ? htmlToMarkdown({ text, baseUrl }) : writeMarkdown(paragraphsOf(text));
}

/** Paragraphs of a plain text: lines stay lines, and empty ones stand between paragraphs. */
export function paragraphsOf(text: string): Block[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (line.trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line.trimEnd());
  }
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ type: 'paragraph', runs: [{ text: lines.join('\n'), marks: 0 }] }));
}
