import gfm from '@joplin/turndown-plugin-gfm';
import type { CheerioAPI } from 'cheerio';
import TurndownService from 'turndown';
import { cleanHtml } from './clean-html.ts';
import { elementsOf, parseMarkup, unwrapCdata } from './dom.ts';
import { flattenTables } from './flatten-tables.ts';

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
  return documentToMarkdown(parseMarkup(text), { baseUrl });
}

/** The same for a parsed document, which it changes. */
export function documentToMarkdown(
  $: CheerioAPI,
  options: Pick<HtmlInput, 'baseUrl'> = {},
): string {
  unwrapCdata([...$.root().get(), ...elementsOf($)]);
  cleanHtml($, options.baseUrl);
  flattenTables($);
  return turndown
    .turndown($.html())
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const turndown = createTurndown();

function createTurndown(): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    preformattedCode: true,
  });
  // Not the plugin's tables: they fall back to raw HTML and write `||` as `\|`.
  service.use([gfm.strikethrough, gfm.taskListItems]);
  const escapeMarks = service.escape.bind(service);
  service.escape = (text) =>
    escapeMarks(text)
      .replace(/&(?=#?\w{1,31};)/g, '&amp;')
      // At the end of a text too: what follows may be in the next one.
      .replace(/<(?![\s\d=])/g, '&lt;');
  addListRules(service);
  addTableRules(service);
  return service;
}

function addListRules(service: TurndownService): void {
  // Turndown pads the mark to four columns ("-   text"), which reads badly as plain text.
  service.addRule('listItem', {
    filter: 'li',
    replacement: (content, node) => {
      const mark = listMark(node);
      const indent = ' '.repeat(mark.length);
      const text = content
        .trim()
        .replace(/\n{2,}(?=\s*(-|\d+\.) )/g, '\n')
        .replace(/\n(?!\n|$)/g, `\n${indent}`);
      return `${mark}${text}${node.nextSibling ? '\n' : ''}`;
    },
  });
}

/** What turndown hands to a rule: a DOM node, of which this much is used. */
type RuleNode = {
  nodeName: string;
  parentNode: RuleNode | null;
  children: ArrayLike<RuleNode>;
  getAttribute: (name: string) => string | null;
};

function listMark(node: RuleNode): string {
  const parent = node.parentNode;
  if (parent?.nodeName !== 'OL') return '- ';
  const start = Number.parseInt(parent.getAttribute('start') ?? '1', 10);
  const before = Array.prototype.indexOf.call(parent.children, node);
  return `${(Number.isFinite(start) ? start : 1) + before}. `;
}

function addTableRules(service: TurndownService): void {
  service.addRule('tableCell', {
    filter: ['th', 'td'],
    replacement: (content) =>
      `| ${content
        .trim()
        .replaceAll('|', '\\|')
        .replace(/\s*\n\s*/g, '<br>')} `,
  });
  service.addRule('tableRow', {
    filter: 'tr',
    replacement: (content, node) => {
      const isFirst = !node.previousElementSibling;
      const rule = isFirst ? `\n${'| --- '.repeat(node.children.length)}|` : '';
      return `\n${content}|${rule}`;
    },
  });
  service.addRule('tableSection', {
    filter: ['tbody', 'thead', 'tfoot'],
    replacement: (content) => content,
  });
  service.addRule('table', {
    filter: 'table',
    replacement: (content) => `\n\n${content.trim()}\n\n`,
  });
}
