import { createHash } from 'node:crypto';
import { CONVERSION_VERSION } from '../../convert/conversion-version.ts';
import type { Convert } from '../../convert/convert.ts';
import type { LeadsOn } from '../../convert/markup/web-page.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { type FetchedPage, PageRefused } from './fetch-page.ts';
import { PRODUCT_TOKEN } from './site-rules.ts';

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

/**
 * Reads the text of a fetched page, or where it sends its readers. Throws `PageRefused` when it is gone,
 * closed, no text or does not want to be kept, and another `SourceError` when it could not be served this time.
 */
export async function readPage(
  { convert, now }: { convert: Convert; now: Date },
  { address, answer }: FetchedPage,
): Promise<PageContent | LeadsOn> {
  requireServed(answer);
  const keeper = { robot: PRODUCT_TOKEN, now };
  const contentType = answer.headers.get('content-type') ?? '';
  const wishes = answer.headerLines('x-robots-tag');
  const refresh = answer.headers.get('refresh') ?? undefined;
  const served = { bytes: answer.body, contentType, wishes, refresh, address, keeper };
  const read = await convert('webPage', served);
  if (read === 'unwanted') throw unwanted(new URL(address).host);
  if (read === 'no text') {
    const type = contentType.split(';', 1)[0] ?? '';
    throw new PageRefused('upstream_error', `Not a web page, but ${type.slice(0, 100)}`);
  }
  if ('leadsTo' in read) return read;
  const updatedAt = read.updatedAt ?? dateOf(answer.headers.get('last-modified'));
  const parts = [CONVERSION_VERSION, read.title, read.body, read.author, read.createdAt];
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  return { ...read, updatedAt, hash };
}

function requireServed(answer: SourceAnswer): void {
  const { host } = new URL(answer.url);
  const { status } = answer;
  if (status === 404 || status === 410 || status === 451) {
    throw new PageRefused('not_found', `${host} does not have this page any more (${status})`);
  }
  // What was open once and is closed now is nobody's to find any more.
  if (status === 401 || status === 403) {
    throw new PageRefused('insufficient_permissions', `${host} does not show us this page`);
  }
  if (status === 429) throw new SourceError('rate_limited', `${host} asked us to slow down`);
  if (status !== 200) throw new SourceError('upstream_error', `${host} answered with ${status}`);
}

function unwanted(host: string): PageRefused {
  return new PageRefused('insufficient_permissions', `${host} does not want this page to be kept`);
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
