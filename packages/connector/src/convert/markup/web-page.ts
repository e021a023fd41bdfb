import { flattenBlocks } from '../flatten-blocks.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import { textOfRuns } from '../tree.ts';
import { Unreadable } from '../unreadable.ts';
import { baseOf } from './base-address.ts';
import { charsetIn, decodeText, isText } from './decode-text.ts';
import { describedTexts } from './described.ts';
import { isHidden, openableParts } from './hidden-parts.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import { isUnwanted, type Keeper } from './keep-wishes.ts';
import { markLayoutTables } from './layout-tables.ts';
import { findElement, isElement, type MarkupElement, textOf } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { readPlain } from './plain-page.ts';
import { paragraphsOf, proseToMarkdown } from './prose.ts';
import type { ReadPage } from './read-page.ts';
import { refreshOf } from './refresh.ts';
import { nameTabs } from './tabs.ts';
import { blocksOfMarkup, type Handler } from './walk-markup.ts';

export type ServedPage = {
  bytes: Uint8Array;
  /** The header as it came. */
  contentType: string;
  /** Lines of `X-Robots-Tag` as they came. */
  wishes: readonly string[];
  /** The header `Refresh` as it came. */
  refresh?: string | undefined;
  /** Where it stands in the end, for relative links. */
  address: string;
  /** Who would keep it, for pages that say to whom they may be known, and until when. */
  keeper: Keeper;
};

/** A page that sends its readers to another at once. */
export type LeadsOn = { leadsTo: string };

/** Less text than this in `<main>` or `<article>` means that the page keeps its text elsewhere. */
const SHORTEST_MAIN = 200;

/**
 * `unwanted`: the page asks not to be kept. `no text`: it is no page, but a file. Throws
 * `Unreadable` for what says to be a page and is none.
 */
export function readWebPage(served: ServedPage): ReadPage | LeadsOn | 'unwanted' | 'no text' {
  const kind = kindOf(served.contentType);
  const isClosed = served.wishes.some((line) => isUnwanted(line, served.keeper));
  if (isClosed && kind !== 'html') return 'unwanted';
  if (kind === undefined) return 'no text';
  const text = decodeText(served.bytes, charsetIn(served.contentType), kind === 'html');
  if (!isText(text) && isClosed) return 'unwanted';
  if (!isText(text)) throw new Unreadable('The site served something that is no text.');
  return kind === 'html'
    ? readHtml(text, served, isClosed)
    : readPlain(text, served.address, kind === 'markdown');
}

/** A header that came twice is one with a comma; the last that says something counts (Fetch, 3.2). */
const lastOf = (contentType: string) => contentType.split(',').findLast((one) => one.includes('/'));

type Kind = 'html' | 'plain' | 'markdown';
const KINDS = new Map<string, Kind>([
  ['', 'html'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'plain'],
  ['text/markdown', 'markdown'],
  ['text/x-markdown', 'markdown'],
]);

function kindOf(contentType: string): Kind | undefined {
  const given = lastOf(contentType) ?? contentType;
  return KINDS.get(given.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

function readHtml(
  html: string,
  { address, keeper, refresh: header }: ServedPage,
  isClosed: boolean,
): ReadPage | LeadsOn | 'unwanted' {
  const root = parseMarkup(html);
  nameTabs(root, html);
  markLayoutTables(root);
  // Before its wishes: a page that only leads on often asks not to be kept itself.
  const leadsTo = refreshOf(root, { header, address });
  if (leadsTo !== undefined) return { leadsTo };
  if (isClosed) return 'unwanted';
  const metas = metasOf(root);
  const names = ['robots', keeper.robot, 'x-robots-tag'];
  const wishes = metas.filter(({ name }) => names.includes(name));
  if (wishes.some(({ content }) => isUnwanted(content, keeper))) return 'unwanted';
  const meta = (name: string) => metas.find((one) => one.name === name)?.content || null;
  const title = meta('og:title') ?? (titleIn(root) || firstHeading(root));
  const baseUrl = baseOf(root, address) ?? address;
  return {
    title: title.replace(/\s+/g, ' ').trim() || address,
    body:
      bodyOf(root, baseUrl) ||
      textForMachines(root, baseUrl) ||
      writeMarkdown(paragraphsOf(meta('description') ?? meta('og:description') ?? '')),
    author: meta('author'),
    createdAt: dateOf(meta('article:published_time')),
    updatedAt: dateOf(meta('article:modified_time')),
  };
}

/** As it is shown, without what leads to it. */
function firstHeading(root: MarkupElement): string {
  const heading = findElement(root, ({ name }) => name === 'h1');
  return heading
    ? textOfRuns(flattenBlocks(blocksOfMarkup(heading, { handlers: HTML_HANDLERS })))
    : '';
}

/** What a page says to programs, or to browsers that run none, if that is more than a word about those. */
function textForMachines(root: MarkupElement, baseUrl: string): string {
  const texts = describedTexts(root).map((text) => proseToMarkdown({ text, baseUrl }));
  if (texts.length > 0) return texts.filter((text) => text !== '').join('\n\n');
  const part = findElement(
    root,
    (element) => element.name === 'noscript' && textOf(element).trim().length >= SHORTEST_MAIN,
  );
  return part ? writeMarkdown(blocksOfMarkup(part, { handlers: HTML_HANDLERS, baseUrl })) : '';
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

/** Drawings in a page have titles of their own. */
function titleIn({ children }: MarkupElement): string {
  for (const child of children.filter(isElement)) {
    const title = child.name === 'title' ? textOf(child) : child.name !== 'svg' && titleIn(child);
    if (title && title.trim() !== '') return title.trim();
  }
  return '';
}

/** What is around the text of a page; within its main part, only some of it is. */
const FRAME_TAGS = new Set(['nav', 'header', 'footer', 'aside', 'form', 'dialog', 'iframe']);
const FRAME_TAGS_OF_MAIN = new Set(['nav', 'dialog']);
const FRAME_ROLES = new Set([
  ...['navigation', 'banner', 'contentinfo', 'search', 'dialog', 'alertdialog'],
]);

/**
 * The page without its frame, and without all around its main part where it has one. A page that
 * hides all that it has until its programs run is read as it is then.
 */
function bodyOf(root: MarkupElement, baseUrl: string): string {
  const main = mainOf(root);
  const tags = main ? FRAME_TAGS_OF_MAIN : FRAME_TAGS;
  const named = (wanted: string) => findElement(root, ({ name }) => name === wanted);
  // The body within frames is for browsers that do not show any.
  const part = main ?? named('frameset') ?? named('body') ?? root;
  const shown = { ...part, children: part.children.filter(isShown) };
  const isOpenable = openableParts(root);
  const read = (isLeftOut: (element: MarkupElement) => boolean) => {
    const special = (element: MarkupElement) => (isLeftOut(element) ? drop : undefined);
    return writeMarkdown(blocksOfMarkup(shown, { handlers: HTML_HANDLERS, special, baseUrl }));
  };
  const ofTexts = main ? undefined : edgesOfTexts(part);
  const isOfFrame = (element: MarkupElement) => isFrame(element, tags) && !ofTexts?.has(element);
  const isLeftOut = (element: MarkupElement) =>
    isOfFrame(element) || (isHidden(element) && !isOpenable(element));
  return read(isLeftOut) || read(isOfFrame);
}

/** Where a page says that its text is; several articles are several texts. */
function mainOf(root: MarkupElement): MarkupElement | undefined {
  const isLong = (element: MarkupElement) => textOf(element).trim().length >= SHORTEST_MAIN;
  const main = findElement(
    root,
    (element) => isMain(element) && !isHidden(element) && isLong(element),
  );
  if (main) return main;
  const [only, ...others] = articlesIn(root).filter(isLong);
  return others.length === 0 ? only : undefined;
}

function articlesIn({ children }: MarkupElement): MarkupElement[] {
  return children
    .filter(isElement)
    .flatMap((child) =>
      child.name === 'article' ? [child] : child.name === 'aside' ? [] : articlesIn(child),
    );
}

/** Heads and feet of articles and quotes are theirs, and not the page's. */
function edgesOfTexts(part: MarkupElement): Set<MarkupElement> {
  const found = new Set<MarkupElement>();
  const look = (element: MarkupElement, isInText: boolean) => {
    for (const child of element.children.filter(isElement)) {
      const { name } = child;
      if (isInText && (name === 'header' || name === 'footer')) found.add(child);
      if (name !== 'aside') look(child, isInText || name === 'article' || name === 'blockquote');
    }
  };
  look(part, false);
  return found;
}

/** A dot or a bar between two words is not said, and parts them all the same. */
const drop: Handler = ({ out }, element) => {
  if (element.attributes['aria-hidden'] !== 'true') return;
  if (/^[\p{P}\p{S}\s]{1,5}$/u.test(textOf(element))) out.addText(' ');
};

function isMain({ name, attributes }: MarkupElement): boolean {
  return name === 'main' || attributes.role === 'main';
}

/** Some pages are one form as a whole (ASP.NET): a frame is one without a text of its own. */
function isFrame(element: MarkupElement, tags: ReadonlySet<string>): boolean {
  const { name, attributes } = element;
  if (FRAME_ROLES.has(attributes.role ?? '')) return true;
  return tags.has(name) && !(name === 'form' && textOf(element).trim().length >= SHORTEST_MAIN);
}

function isShown(node: MarkupElement | string): boolean {
  return !isElement(node) || node.name !== 'head';
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
