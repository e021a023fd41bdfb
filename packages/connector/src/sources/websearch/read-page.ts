import { createHash } from 'node:crypto';
import type { CheerioAPI } from 'cheerio';
import { parseMarkup } from '../../convert/dom.ts';
import { documentToMarkdown } from '../../convert/html-to-markdown.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { type FetchedPage, PageRefused } from './fetch-page.ts';
import { isUnwantedByHeader, isUnwantedByPage } from './keep-wishes.ts';
import { decodePage, isText } from './page-charset.ts';

/** What is kept of a page; all of it from the page itself. */
export type PageContent = {
  title: string;
  body: string;
  author: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  /** Changes with the content; not with headers, which many servers make up anew each time. */
  hash: string;
};

/** Raise it when pages are converted differently, and everything is converted again. */
const CONVERTER_VERSION = 1;
const NOT_CONTENT =
  'nav, header, footer, aside, form, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=search], [aria-hidden=true], [hidden]';
/** Less text than this in `<main>` or `<article>` means that the page keeps its text elsewhere. */
const SHORTEST_MAIN = 200;

/**
 * Reads the text of a fetched page. Throws `PageRefused` when it is gone, is no text or does not
 * want to be kept, and another `SourceError` when it could not be served this time.
 */
export function readPage({ address, answer }: FetchedPage, now: Date): PageContent {
  requireServed(answer);
  if (isUnwantedByHeader(answer, now)) throw unwanted(address);
  const kind = kindOf(answer);
  const text = textOf(answer, kind);
  const read = kind === 'html' ? readHtml(text, { address, now }) : readPlain(text, address);
  const updatedAt = read.updatedAt ?? dateOf(answer.headers.get('last-modified'));
  const parts = [CONVERTER_VERSION, read.title, read.body, read.author, read.createdAt];
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  return { ...read, updatedAt, hash };
}

function requireServed(answer: SourceAnswer): void {
  const { host } = new URL(answer.url);
  const { status } = answer;
  if (status === 404 || status === 410 || status === 451) {
    throw new PageRefused('not_found', `${host} does not have this page any more (${status})`);
  }
  if (status === 401 || status === 403) {
    throw new SourceError('insufficient_permissions', `${host} does not show us this page`);
  }
  if (status === 429) throw new SourceError('rate_limited', `${host} asked us to slow down`);
  if (status !== 200) throw new SourceError('upstream_error', `${host} answered with ${status}`);
}

function unwanted(address: string): PageRefused {
  const { host } = new URL(address);
  return new PageRefused('insufficient_permissions', `${host} does not want this page to be kept`);
}

function kindOf(answer: SourceAnswer): 'html' | 'plain' {
  const type = (answer.headers.get('content-type') ?? 'text/html').split(';')[0]?.trim() ?? '';
  if (/^(text\/html|application\/xhtml\+xml)$/i.test(type)) return 'html';
  if (/^text\/(plain|markdown|x-markdown)$/i.test(type)) return 'plain';
  throw new PageRefused('upstream_error', `Not a web page, but ${type.slice(0, 100)}`);
}

function textOf(answer: SourceAnswer, kind: 'html' | 'plain'): string {
  const contentType = answer.headers.get('content-type');
  const text = decodePage(answer.body, { contentType, isMarkup: kind === 'html' });
  if (isText(text)) return text;
  const { host } = new URL(answer.url);
  throw new SourceError('upstream_error', `${host} served something that is no text`);
}

type Read = Omit<PageContent, 'hash'>;

function readHtml(html: string, { address, now }: { address: string; now: Date }): Read {
  const $ = parseMarkup(html);
  const meta = (name: string) =>
    $(`meta[property="${name}"], meta[name="${name}"]`).first().attr('content')?.trim() || null;
  if (isUnwantedByPage($, now)) throw unwanted(address);
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

function readPlain(text: string, address: string): Read {
  const heading = /^#\s+(.+)$/m.exec(text.slice(0, 2000))?.[1]?.trim();
  const name = new URL(address).pathname.split('/').findLast((part) => part !== '');
  const title = heading ?? name ?? address;
  return { title, body: text.trim(), author: null, createdAt: null, updatedAt: null };
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
