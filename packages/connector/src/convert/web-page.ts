import type { CheerioAPI } from 'cheerio';
import { parseMarkup } from './dom.ts';
import { documentToMarkdown } from './html-to-markdown.ts';
import { isUnwantedByPage, type Keeper } from './keep-wishes.ts';
import { decodePage, isText } from './page-charset.ts';
import { Unreadable } from './unreadable.ts';

export type ServedPage = {
  bytes: Uint8Array;
  /** The header as it came. */
  contentType: string;
  /** Where it stands in the end, for relative links. */
  address: string;
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

const NOT_CONTENT =
  'nav, header, footer, aside, form, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=search], [aria-hidden=true], [hidden]';
/** Less text than this in `<main>` or `<article>` means that the page keeps its text elsewhere. */
const SHORTEST_MAIN = 200;

/**
 * `unwanted`: the page asks not to be kept. `no text`: it is no page, but a file. Throws
 * `Unreadable` for what says to be a page and is none.
 */
export function readWebPage(served: ServedPage): WebPage | 'unwanted' | 'no text' {
  const { bytes, contentType } = served;
  const kind = kindOf(contentType);
  if (kind === undefined) return 'no text';
  const text = decodePage(bytes, { contentType, isMarkup: kind === 'html' });
  if (!isText(text)) throw new Unreadable('The site served something that is no text.');
  return kind === 'html' ? readHtml(text, served) : readPlain(text, served.address);
}

function kindOf(contentType: string): 'html' | 'plain' | undefined {
  const type = (contentType || 'text/html').split(';')[0]?.trim() ?? '';
  if (/^(text\/html|application\/xhtml\+xml)$/i.test(type)) return 'html';
  return /^text\/(plain|markdown|x-markdown)$/i.test(type) ? 'plain' : undefined;
}

function readHtml(html: string, { address, keeper }: ServedPage): WebPage | 'unwanted' {
  const $ = parseMarkup(html);
  const meta = (name: string) =>
    $(`meta[property="${name}"], meta[name="${name}"]`).first().attr('content')?.trim() || null;
  if (isUnwantedByPage($, keeper)) return 'unwanted';
  const heading = $('h1').first().text().trim();
  const title = meta('og:title') ?? ($('title').first().text().trim() || heading);
  const created = dateOf(meta('article:published_time'));
  const updated = dateOf(meta('article:modified_time'));
  const author = meta('author');
  const baseUrl = baseOf($, address);
  return {
    title: title.replace(/\s+/g, ' ') || address,
    body: documentToMarkdown(mainPart($), { baseUrl }),
    author,
    createdAt: created,
    updatedAt: updated,
  };
}

function baseOf($: CheerioAPI, address: string): string {
  const href = $('base[href]').first().attr('href');
  return href && URL.canParse(href, address) ? new URL(href, address).href : address;
}

/** The page without its frame, and without all around `<main>` or `<article>` where it has one. */
function mainPart($: CheerioAPI): CheerioAPI {
  const main = $('main, [role=main], article').first();
  const isWhole = main.text().trim().length >= SHORTEST_MAIN;
  const part = parseMarkup(
    isWhole ? $.html(main) : $.html($('body').length ? $('body') : $.root()),
  );
  // A header within an article often holds its title.
  part(isWhole ? NOT_CONTENT.replace(' header,', '') : NOT_CONTENT).remove();
  return part;
}

function readPlain(text: string, address: string): WebPage {
  const heading = /^#\s+(.+)$/m.exec(text.slice(0, 2000))?.[1]?.trim();
  const name = new URL(address).pathname.split('/').findLast((part) => part !== '');
  const title = heading ?? name ?? address;
  return { title, body: text.trim(), author: null, createdAt: null, updatedAt: null };
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
