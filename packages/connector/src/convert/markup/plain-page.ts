import { endingOf, useOf } from '../kinds.ts';
import { asWritten } from '../markdown/as-written.ts';
import { frontMatterOf } from '../markdown/front-matter.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { Block } from '../tree.ts';
import { paragraphsOf } from './prose.ts';
import type { ReadPage } from './read-page.ts';

/**
 * A page that is no HTML: code by its name, Markdown as it is, and any other text with its lines.
 * @param isSaid to be Markdown
 */
export function readPlain(text: string, address: string, isSaid: boolean): ReadPage {
  const name = new URL(address).pathname.split('/').findLast((part) => part !== '') ?? '';
  const use = useOf({ name });
  const isCode = !isSaid && use.use === 'read' && use.kind === 'code';
  // Sites serve Markdown as plain text as well; signs of any other text mean themselves.
  const isMarkdown = isSaid || MARKDOWN.has(endingOf(name));
  const title = (isMarkdown && frontMatterOf(text)?.title) || (!isCode && headingIn(text)) || name;
  const blocks = isCode ? codeOf(text, name) : paragraphsOf(text);
  const body = isMarkdown ? asWritten(text) : writeMarkdown(blocks);
  return { title: title || address, body, author: null, createdAt: null, updatedAt: null };
}

const MARKDOWN = new Set(['md', 'markdown']);

const codeOf = (text: string, name: string): Block[] => [
  { type: 'code', text: text.trimEnd(), language: endingOf(name) },
];

/** The first heading near the beginning of a text; in code, the same sign begins a remark. */
function headingIn(text: string): string | undefined {
  let isInCode = false;
  for (const line of text.slice(0, 2_000).split('\n')) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isInCode = !isInCode;
    else if (!isInCode && line.startsWith('# ')) return line.slice(2).trim();
  }
  return undefined;
}
