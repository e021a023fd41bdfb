import { writeMarkdown } from '../markdown/write-markdown.ts';
import { Unreadable } from '../unreadable.ts';
import { charsetIn, decodeText, isText } from './decode-text.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import { isUnwanted, type Keeper } from './keep-wishes.ts';
import { findElement, isElement, type MarkupElement, textOf } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { blocksOfMarkup, type Handler } from './walk-markup.ts';

export type ServedPage = {
  bytes: Uint8Array;
  /** The header as it came. */
  contentType: string;
  /** Lines of `X-Robots-Tag` as they came. */
  wishes: readonly string[];
  /** Where it stands in the end, for relative links. */
  address: string;
  /** Who would keep it, for pages that say to whom they may be known, and until when. */
  keeper: Keeper;
};

/** What a page holds and says of itself. */
export type WebPage = {
  title: string;
  body: string;
  author: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
};

/** Less text than this in `<main>` or `<article>` means that the page keeps its text elsewhere. */
const SHORTEST_MAIN = 200;

/**
 * `unwanted`: the page asks not to be kept. `no text`: it is no page, but a file. Throws
 * `Unreadable` for what says to be a page and is none.
 */
export function readWebPage(served: ServedPage): WebPage | 'unwanted' | 'no text' {
  if (served.wishes.some((line) => isUnwanted(line, served.keeper))) return 'unwanted';
  const kind = kindOf(served.contentType);
  if (kind === undefined) return 'no text';
  const text = decodeText(served.bytes, charsetIn(served.contentType), kind === 'html');
  if (!isText(text)) throw new Unreadable('The site served something that is no text.');
  return kind === 'html' ? readHtml(text, served) : readPlain(text, served.address);
}

const KINDS = new Map<string, 'html' | 'plain'>([
  ['', 'html'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'plain'],
  ['text/markdown', 'plain'],
  ['text/x-markdown', 'plain'],
]);

function kindOf(contentType: string): 'html' | 'plain' | undefined {
  return KINDS.get(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

function readHtml(html: string, { address, keeper }: ServedPage): WebPage | 'unwanted' {
  const root = parseMarkup(html);
  const metas = metasOf(root);
  const names = ['robots', keeper.robot, 'x-robots-tag'];
  const wishes = metas.filter(({ name }) => names.includes(name));
  if (wishes.some(({ content }) => isUnwanted(content, keeper))) return 'unwanted';
  const meta = (name: string) => metas.find((one) => one.name === name)?.content || null;
  const named = (name: string) => textOf(findElement(root, (element) => element.name === name));
  const title = meta('og:title') ?? (named('title').trim() || named('h1'));
  return {
    title: title.replace(/\s+/g, ' ').trim() || address,
    body: bodyOf(root, baseOf(root, address)),
    author: meta('author'),
    createdAt: dateOf(meta('article:published_time')),
    updatedAt: dateOf(meta('article:modified_time')),
  };
}

type Meta = { name: string; content: string };

function metasOf(root: MarkupElement): Meta[] {
  const found: Meta[] = [];
  findElement(root, ({ name, attributes }) => {
    const label = attributes.property ?? attributes.name ?? attributes['http-equiv'];
    if (name === 'meta' && label !== undefined) {
      found.push({ name: label.trim().toLowerCase(), content: attributes.content?.trim() ?? '' });
    }
    return false;
  });
  return found;
}

function baseOf(root: MarkupElement, address: string): string {
  const base = findElement(root, ({ name, attributes }) => name === 'base' && 'href' in attributes);
  const href = base?.attributes.href;
  return href && URL.canParse(href, address) ? new URL(href, address).href : address;
}

const FRAME_TAGS = new Set(['nav', 'header', 'footer', 'aside', 'form', 'dialog', 'iframe']);
const FRAME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search']);

/** The page without its frame, and without all around `<main>` or `<article>` where it has one. */
function bodyOf(root: MarkupElement, baseUrl: string): string {
  const main = findElement(root, isMain);
  const isWhole = main !== undefined && textOf(main).trim().length >= SHORTEST_MAIN;
  // A header within an article often holds its title.
  const special = (element: MarkupElement) =>
    isFrame(element) && !(isWhole && element.name === 'header') ? drop : undefined;
  const dialect = { handlers: HTML_HANDLERS, special, baseUrl };
  const part = isWhole ? main : (findElement(root, ({ name }) => name === 'body') ?? root);
  return writeMarkdown(
    blocksOfMarkup({ ...part, children: part.children.filter(isShown) }, dialect),
  );
}

const drop: Handler = () => {};

function isMain({ name, attributes }: MarkupElement): boolean {
  return name === 'main' || name === 'article' || attributes.role === 'main';
}

function isFrame({ name, attributes }: MarkupElement): boolean {
  return (
    FRAME_TAGS.has(name) ||
    FRAME_ROLES.has(attributes.role ?? '') ||
    attributes['aria-hidden'] === 'true' ||
    attributes.hidden !== undefined
  );
}

function isShown(node: MarkupElement | string): boolean {
  return !isElement(node) || node.name !== 'head';
}

function readPlain(text: string, address: string): WebPage {
  const heading = text
    .slice(0, 2_000)
    .split('\n')
    .find((line) => line.startsWith('# '))
    ?.slice(2)
    .trim();
  const name = new URL(address).pathname.split('/').findLast((part) => part !== '');
  const title = heading || name || address;
  return { title, body: text.trim(), author: null, createdAt: null, updatedAt: null };
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
