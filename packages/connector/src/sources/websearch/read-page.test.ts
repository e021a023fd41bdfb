import { expect, test } from 'vitest';
import { convertHere } from '../../convert/testing.ts';
import { sourceConvert } from '../source-convert.ts';
import { type FetchedPage, PageRefused } from './fetch-page.ts';
import { readPage as readWith } from './read-page.ts';

const readPage = (page: FetchedPage) => readWith(sourceConvert(convertHere), page);

const address = 'https://tea.example/a';
function page(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const text = () => new TextDecoder().decode(bytes);
  const all = new Headers({ 'content-type': 'text/html', ...headers });
  const answer = { status, headers: all, url: address, body: bytes, text, json: () => null };
  return { address, answer };
}

test('keeps the article and leaves the frame of the site out', async () => {
  const article = `<article><header><h1>Sencha</h1></header><p>${'Good tea. '.repeat(30)}<a href="/b">More</a></p></article>`;
  const html = `<html><head><title>Sencha | Tea</title><meta name="author" content="Mira"></head><body><nav>Home</nav>${article}<footer>Cookies</footer></body></html>`;
  const read = await readPage(page(html, { 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' }));
  expect(read).toMatchObject({ title: 'Sencha | Tea', author: 'Mira' });
  expect(read.updatedAt?.toISOString()).toBe('2026-11-02T10:00:00.000Z');
  expect(read.body).toContain('# Sencha');
  expect(read.body).toContain('[More](https://tea.example/b)');
  expect(read.body).not.toMatch(/Home|Cookies/);
  const later = await readPage(page(html, { 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' }));
  expect(later.hash).toBe(read.hash);
});

test('reads the declared character set', async () => {
  const latin1 = Uint8Array.from(Buffer.from('<title>Caf\u00e9</title><p>Th\u00e9', 'latin1'));
  const encoded = page(latin1, { 'content-type': 'text/html; charset=iso-8859-1' });
  expect((await readPage(encoded)).title).toBe('Café');
  const declared = Buffer.from('<meta charset="windows-1252"><p>Th\u00e9', 'latin1');
  expect((await readPage(page(Uint8Array.from(declared)))).body).toBe('Thé');
});

test('plain text and Markdown are taken as they are', async () => {
  const read = await readPage(page('# Title\n\nText', { 'content-type': 'text/markdown' }));
  expect(read).toMatchObject({ title: 'Title', body: '# Title\n\nText' });
});

test.each([
  ['gone', page('', {}, 410), 'not_found'],
  ['not there', page('', {}, 404), 'not_found'],
  [
    'a meta robots',
    page('<meta name="robots" content="nofollow, noindex">'),
    'insufficient_permissions',
  ],
  ['a header', page('<p>x', { 'x-robots-tag': 'noindex' }), 'insufficient_permissions'],
  ['a file', page('%PDF', { 'content-type': 'application/pdf' }), 'upstream_error'],
])('is refused for good: %s', async (_, fetched, code) => {
  const error = await readPage(fetched).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PageRefused);
  expect(error).toMatchObject({ code });
});

test.each([
  [403, 'insufficient_permissions'],
  [429, 'rate_limited'],
  [503, 'upstream_error'],
])('is only not readable now: %i', async (status, code) => {
  const error = await readPage(page('', {}, status)).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code });
  expect(error).not.toBeInstanceOf(PageRefused);
});
