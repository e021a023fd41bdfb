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
import { documentToMarkdown, type HtmlOptions } from './html-to-markdown.ts';
import { rewriteLinks, type StorageNames } from './storage-links.ts';
import { rewriteMacros } from './storage-macros.ts';

export type StorageOptions = HtmlOptions & StorageNames;

/**
 * Confluence's storage format (XHTML with `ac:` and `ri:` elements) to Markdown. What only the
 * server can fill in (included pages) stays a reference; see `storageNeedsView`.
 */
export function storageToMarkdown(storage: string, options: StorageOptions = {}): string {
  const $ = parseMarkup(storage);
  // Code must be taken out before anything else looks at what could be markup inside it.
  rewriteMacros($);
  rewriteTasks($);
  rewriteLinks($, options);
  dropNamespaces($);
  return documentToMarkdown($, options);
}

/** Macros whose content stands on another page: only the `view` format has it. */
const INCLUDES = /<ac:(?:structured-)?macro\b[^>]*\bac:name="(?:include|excerpt-include)"/;

/** Whether the storage format lacks text that the page shows. */
export function storageNeedsView(storage: string): boolean {
  return INCLUDES.test(storage);
}

/** Account ids of the people mentioned, so that their names can be asked for in one call. */
export function mentionedAccounts(storage: string): string[] {
  const found = storage.matchAll(/ri:account-id="([^"]{1,200})"/g);
  return [...new Set(Array.from(found, ([, id]) => id ?? ''))];
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
