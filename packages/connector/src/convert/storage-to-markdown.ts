import type { CheerioAPI } from 'cheerio';
import {
  childrenNamed,
  element,
  elementsNamed,
  elementsOf,
  parseMarkup,
  replaceNode,
  textOf,
} from './dom.ts';
import { documentToMarkdown, type HtmlInput } from './html-to-markdown.ts';
import { rewriteLinks } from './storage-links.ts';
import { rewriteMacros } from './storage-macros.ts';

export type StorageInput = HtmlInput & {
  /** Display names of the people mentioned, by account id or user key. */
  people?: Record<string, string> | undefined;
  /** The page itself, for links to others and to its own files. */
  page?: { webBase: string; spaceKey: string; id: string } | undefined;
};

/**
 * Confluence's storage format (XHTML with `ac:` and `ri:` elements) to Markdown. What only the
 * server can fill in (included pages) stays a reference; see `includesOtherPages`.
 */
export function storageToMarkdown({ text, baseUrl, people, page }: StorageInput): string {
  const $ = parseMarkup(text);
  // Code must be taken out before anything else looks at what could be markup inside it.
  rewriteMacros($);
  rewriteTasks($);
  rewriteLinks($, {
    userName: (id) => people?.[id],
    pageUrl: (title, space) =>
      page &&
      `${page.webBase}/display/${encodeURIComponent(space ?? page.spaceKey)}/${encodeURIComponent(title)}`,
  });
  dropNamespaces($);
  return documentToMarkdown($, { baseUrl });
}

function rewriteTasks($: CheerioAPI): void {
  for (const list of elementsNamed($, 'ac:task-list').toReversed()) {
    const items = childrenNamed(list, 'ac:task').map((task) => {
      const isDone = textOf(childrenNamed(task, 'ac:task-status')[0]).trim() === 'complete';
      const body = childrenNamed(task, 'ac:task-body').flatMap((part) => part.children);
      const box = element('input', [], { type: 'checkbox', ...(isDone ? { checked: '' } : {}) });
      return element('li', [box, ...body]);
    });
    replaceNode(list, element('ul', items));
  }
}

function dropNamespaces($: CheerioAPI): void {
  for (const node of elementsOf($).toReversed()) {
    if (node.name.startsWith('ri:')) replaceNode(node);
    else if (node.name.startsWith('ac:')) node.name = isBlock(node.name) ? 'div' : 'span';
  }
}

function isBlock(name: string): boolean {
  return /^ac:(layout|rich-text-body|adf-|task)/.test(name);
}
