import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { HtmlInput } from './html.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import { parseMarkup } from './parse-markup.ts';
import { viewHandlerOf } from './view-handlers.ts';
import { blocksOfMarkup } from './walk-markup.ts';

/** The HTML that Confluence itself shows (`body.view`), with included pages filled in, to Markdown. */
export function viewToMarkdown({ text, baseUrl }: HtmlInput): string {
  const dialect = { handlers: HTML_HANDLERS, special: viewHandlerOf, baseUrl };
  return writeMarkdown(blocksOfMarkup(parseMarkup(text), dialect));
}
