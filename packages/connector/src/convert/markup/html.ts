import { writeMarkdown } from '../markdown/write-markdown.ts';
import { baseOf } from './base-address.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import type { MarkupElement } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { nameTabs } from './tabs.ts';
import { blocksOfMarkup } from './walk-markup.ts';

export type HtmlInput = {
  text: string;
  /** What relative links start from; without it they lose their address and keep their text. */
  baseUrl?: string | undefined;
};

/**
 * HTML to GitHub-flavoured Markdown: no raw HTML in it but `<br>` within table cells.
 * Never throws, whatever the HTML looks like.
 */
export function htmlToMarkdown({ text, baseUrl }: HtmlInput): string {
  const root = parseMarkup(text);
  nameTabs(root, text);
  const base = /<base\s/i.test(text) ? baseOf(root, baseUrl) : baseUrl;
  return writeMarkdown(htmlToBlocks(root, base));
}

export function htmlToBlocks(root: MarkupElement, baseUrl?: string) {
  return blocksOfMarkup(root, { handlers: HTML_HANDLERS, baseUrl });
}
