import { baseOf } from './base-address.ts';
import { isElement, type MarkupElement, textOf } from './markup-tree.ts';

/** A page that waits longer than this, in seconds, is there to be read meanwhile. */
const LONGEST_WAIT = 10;
/** More text than this in a body makes the page one of its own, whatever stands in the middle of it. */
const SHORTEST_TEXT = 200;
/** What is in these is there for other browsers, or for no one yet. */
const UNREAD = new Set(['noscript', 'template', 'svg', 'math', 'textarea', 'select']);

/**
 * Where a page sends its readers at once, by the header `Refresh` or by `<meta http-equiv=refresh>`:
 * for a browser that is a redirect. Undefined for a page that stays, or comes anew every now and then.
 */
export function refreshOf(
  root: MarkupElement,
  { header, address }: { header: string | undefined; address: string },
): string | undefined {
  const wish = header ?? metaIn(root);
  if (wish === undefined) return undefined;
  const given = targetIn(wish);
  const base = baseOf(root, address);
  if (given === undefined || !URL.canParse(given, base)) return undefined;
  const target = new URL(given, base);
  const isPage = target.protocol === 'http:' || target.protocol === 'https:';
  return isPage && !isSamePage(target, new URL(address)) ? target.href : undefined;
}

/** The first that says so counts, as in a browser. */
function metaIn(root: MarkupElement, isInText = false): string | undefined {
  for (const child of root.children.filter(isElement)) {
    const { name, attributes } = child;
    if (UNREAD.has(name)) continue;
    const isRefresh = attributes['http-equiv']?.trim().toLowerCase() === 'refresh';
    if (name === 'meta' && isRefresh && !isInText && attributes.content) return attributes.content;
    const isText = name === 'body' && textOf(child).trim().length >= SHORTEST_TEXT;
    const found = metaIn(child, isInText || isText);
    if (found !== undefined) return found;
  }
  return undefined;
}

const LONGEST_WISH = 4_000;
const WISH = /^(?=[\d.])(\d{0,9})[\d.]*(?:\s*[;,]|\s)\s*(?:url\s*=\s*)?(.*)$/is;

/** HTML, 4.2.5.3: `0; url='…'`, where all but the number may be left out. */
function targetIn(wish: string): string | undefined {
  const [, seconds = '', rest = ''] = WISH.exec(wish.trim().slice(0, LONGEST_WISH)) ?? [];
  if (Number(seconds) > LONGEST_WAIT) return undefined;
  const quote = /^["']/.exec(rest)?.[0];
  const [target = ''] = quote ? rest.slice(1).split(quote, 1) : [rest];
  return target.trim() || undefined;
}

/** Another place in a page is in the page all the same. */
function isSamePage(one: URL, other: URL): boolean {
  return one.origin + one.pathname + one.search === other.origin + other.pathname + other.search;
}
