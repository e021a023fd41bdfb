import { decodeHTML } from 'entities';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import { type Block, paragraph, plainRun } from '../tree.ts';
import { type HtmlInput, htmlToMarkdown } from './html.ts';
import { isLaidOut } from './laid-out-lines.ts';

/** A tag that editors of HTML write; `<p.miller@example.com>` is none. */
const TAG =
  /<\/?(?:p|br|div|ul|ol|li|table|span|a|h[1-6]|strong|em|code|pre|blockquote|img|font|hr)(?=[\s/>])/i;

/** Tags within a line: only with their ends, for `<b>` alone may be a word of a plain text. */
const INLINE_END = /<\/(?:b|i|u|s|sub|sup|small|big|tt|kbd|del|ins)>/i;
const NO_INLINE_TAG = /<(?!\/?(?:b|i|u|s|sub|sup|small|big|tt|kbd|del|ins)>)/gi;
/** Data of a program, whose names are what it says. */
const XML = /^\s*<\?xml\s/i;
/** What editors of HTML write for a sign, and people do not. */
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/i;

/**
 * The same field holds HTML in one table and plain text in another. Where nothing in it begins a
 * paragraph, its lines are those that whoever wrote it saw.
 */
export function proseToMarkdown({ text, baseUrl }: HtmlInput): string {
  if (XML.test(text.slice(0, 200))) {
    return writeMarkdown([{ type: 'code', text: text.trim(), language: 'xml' }]);
  }
  const shown = withMarkedHtml(text);
  if (shown !== undefined) return htmlToMarkdown({ text: shown, baseUrl });
  if (TAG.test(text)) return htmlToMarkdown({ text, baseUrl });
  if (INLINE_END.test(text)) {
    const lines = text.replace(NO_INLINE_TAG, '&lt;').replaceAll('\n', '<br>\n');
    return htmlToMarkdown({ text: lines, baseUrl });
  }
  return writeMarkdown(paragraphsOf(ENTITY.test(text) ? decodeHTML(text) : text));
}

const START = '[code]';
const END = '[/code]';

/**
 * In ServiceNow's journals, what stands between `[code]` and `[/code]` is HTML, and all around it
 * is plain text. Undefined for a text without such a part.
 */
function withMarkedHtml(text: string): string | undefined {
  const parts: string[] = [];
  const plain = (part: string) => part.replaceAll('<', '&lt;').replaceAll('\n', '<br>\n');
  let from = 0;
  for (let at = text.indexOf(START); at >= 0; at = text.indexOf(START, from)) {
    const end = text.indexOf(END, at);
    if (end < 0) break;
    parts.push(plain(text.slice(from, at)), text.slice(at + START.length, end));
    from = end + END.length;
  }
  return parts.length > 0 ? parts.join('') + plain(text.slice(from)) : undefined;
}

/**
 * Paragraphs of a plain text: lines stay lines, and empty ones stand between paragraphs. What is laid
 * out with blanks is kept to the sign.
 */
export function paragraphsOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let empty = 0;
  const end = () => {
    if (lines.length === 0) return;
    const last = blocks.at(-1);
    const shown = lines.join('\n');
    if (!isLaidOut(lines)) blocks.push(paragraph(plainRun(shown)));
    else if (last?.type === 'code') last.text += `\n${'\n'.repeat(empty)}${shown}`;
    else blocks.push({ type: 'code', text: shown, language: '' });
    lines = [];
    empty = 0;
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      end();
      empty += 1;
    } else lines.push(line.trimEnd());
  }
  end();
  return blocks;
}
