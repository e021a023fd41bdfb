import { expect, test } from 'vitest';
import { PageRefused } from './fetch-page.ts';
import { readPage as readPageAt } from './read-page.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const readPage = (fetched: ReturnType<typeof page>) => readPageAt(fetched, NOW);
const address = 'https://tea.example/a';
function page(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const text = () => new TextDecoder().decode(bytes);
  const all = new Headers({ 'content-type': 'text/html', ...headers });
  const headerLines = (name: string) => [all.get(name) ?? []].flat();
  const answer = {
    status,
    headers: all,
    headerLines,
    url: address,
    body: bytes,
    text,
    json: () => null,
  };
  return { address, answer };
}

test('keeps the article and leaves the frame of the site out', () => {
  const article = `<article><header><h1>Sencha</h1></header><p>${'Good tea. '.repeat(30)}<a href="/b">More</a></p></article>`;
  const html = `<html><head><title>Sencha | Tea</title><meta name="author" content="Mira"></head><body><nav>Home</nav>${article}<footer>Cookies</footer></body></html>`;
  const read = readPage(page(html, { 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' }));
  expect(read).toMatchObject({ title: 'Sencha | Tea', author: 'Mira' });
  expect(read.updatedAt?.toISOString()).toBe('2026-11-02T10:00:00.000Z');
  expect(read.body).toContain('# Sencha');
  expect(read.body).toContain('[More](https://tea.example/b)');
  expect(read.body).not.toMatch(/Home|Cookies/);
  const later = readPage(page(html, { 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' }));
  expect(later.hash).toBe(read.hash);
});

test('reads the declared character set', () => {
  const latin1 = Uint8Array.from(Buffer.from('<title>Caf\u00e9</title><p>Th\u00e9', 'latin1'));
  expect(readPage(page(latin1, { 'content-type': 'text/html; charset=iso-8859-1' })).title).toBe(
    'Café',
  );
  const declared = Buffer.from('<meta charset="windows-1252"><p>Th\u00e9', 'latin1');
  expect(readPage(page(Uint8Array.from(declared))).body).toBe('Thé');
});

test('plain text and Markdown are taken as they are', () => {
  const read = readPage(page('# Title\n\nText', { 'content-type': 'text/markdown' }));
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
])('is refused for good: %s', (_, fetched, code) => {
  expect(() => readPage(fetched)).toThrow(PageRefused);
  expect(() => readPage(fetched)).toThrow(expect.objectContaining({ code }));
});

test.each([
  [403, 'insufficient_permissions'],
  [429, 'rate_limited'],
  [503, 'upstream_error'],
])('is only not readable now: %i', (status, code) => {
  const read = () => readPage(page('', {}, status));
  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).not.toThrow(PageRefused);
});
