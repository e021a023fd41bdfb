import { describe, expect, test } from 'vitest';
import { convertHere } from '../../convert/testing.ts';
import { sourceConvert } from '../source-convert.ts';
import { PageRefused } from './fetch-page.ts';
import { readPage as readWith } from './read-page.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
async function readPage(fetched: ReturnType<typeof page>) {
  const read = await readWith({ convert: sourceConvert(convertHere), now: NOW }, fetched);
  if ('leadsTo' in read) throw new Error(`It leads to ${read.leadsTo}`);
  return read;
}
const address = 'https://tea.example/a';
function page(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const text = () => new TextDecoder().decode(bytes);
  const all = new Headers({ 'content-type': 'text/html', ...headers });
  const headerLines = (name: string) => [all.get(name) ?? []].flat();
  const answer = {
    status,
    isPublic: true,
    headers: all,
    headerLines,
    url: address,
    body: bytes,
    text,
    json: () => null,
  };
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

describe('the character set', () => {
  const html = (text: string, encoding: BufferEncoding = 'latin1') => Buffer.from(text, encoding);
  const type = (charset: string) => ({ 'content-type': `text/html;charset=${charset}` });
  test.each([
    ['by the header', html('<p>Th\u00e9'), type('iso-8859-1')],
    [
      'by the header, quoted',
      html('<p>Th\u00e9'),
      { 'content-type': 'text/html; Charset="Latin1"' },
    ],
    ['by the header, against the page', html('<meta charset=utf-8><p>Th\u00e9'), type('latin1')],
    ['by `meta`', html('<meta charset="windows-1252"><p>Th\u00e9'), {}],
    ['by `meta`, not quoted', html('<META CHARSET=iso-8859-1><p>Th\u00e9'), {}],
    [
      'by `meta http-equiv`',
      html(`<meta content='text/html; charset=ISO-8859-1' http-equiv=Content-Type><p>Th\u00e9`),
      {},
    ],
    [
      'by the XML declaration',
      html('<?xml version="1.0" encoding="ISO-8859-1"?><p>Th\u00e9</p>'),
      {},
    ],
    ['not by a comment', html('<!-- <meta charset=koi8-r> --><p>Th\u00e9', 'utf8'), {}],
    ['not by a description', html('<meta name=x content="charset=koi8-r"><p>Th\u00e9', 'utf8'), {}],
    [
      'not by a name that nobody knows',
      html('<meta charset=martian><p>Th\u00e9', 'utf8'),
      type('none'),
    ],
    ['UTF-16 by `meta` is a mistake', html('<meta charset=utf-16><p>Th\u00e9', 'utf8'), {}],
    ['by its mark, against the header', html('\ufeff<p>Th\u00e9', 'utf8'), type('latin1')],
    ['by a mark of UTF-16', html('\ufeff<p>Th\u00e9', 'utf16le'), {}],
    ['UTF-16 by the header', html('<p>Th\u00e9', 'utf16le'), type('utf-16')],
    ['not said, UTF-8', html('<p>Th\u00e9', 'utf8'), {}],
    ['not said, Windows-1252', html('<p>Th\u00e9'), {}],
  ])('%s', async (_, body, headers) => {
    expect((await readPage(page(Uint8Array.from(body), headers))).body).toBe('Th\u00e9');
  });

  test('one stray byte leaves the rest what it is', async () => {
    const body = Buffer.concat([html('<p>Th\u00e9 \u8336 ', 'utf8'), Buffer.from([0xe9])]);
    expect((await readPage(page(Uint8Array.from(body)))).body).toBe('Th\u00e9 \u8336 \ufffd');
  });

  test('Shift_JIS', async () => {
    const body = Buffer.concat([html('<meta charset=Shift_JIS><p>'), Buffer.from([0x92, 0x83])]);
    expect((await readPage(page(Uint8Array.from(body)))).body).toBe('\u8336');
  });
});

describe('asks not to be kept', () => {
  const PAST = '25 Jun 2010 15:00:00 PST';
  const COMING = '25 Jun 2110 15:00:00 PST';
  test.each([
    ['<meta name="robots" content="nofollow, noindex">', true],
    ['<META NAME="ROBOTS" CONTENT="NOINDEX">', true],
    ['<meta content=none name=Robots>', true],
    ["<meta name=' robots ' content=' NoIndex ,follow'>", true],
    ['<meta name="robots" content="noindex nofollow">', true],
    ['<meta name="robots" content="no&#105;ndex">', true],
    ['<meta name="robots" content="index"><meta name="robots" content="noindex">', true],
    ['<body><p>x</p><meta name="robots" content="noindex">', true],
    ['<meta name="rita-data-sources" content="noindex">', true],
    ['<meta http-equiv="X-Robots-Tag" content="noindex">', true],
    [`<meta name="robots" content="unavailable_after: ${PAST}">`, true],
    [`<meta name="robots" content="max-snippet: 20, unavailable_after: ${COMING}">`, false],
    ['<meta name="googlebot" content="noindex">', false],
    ['<meta name="robots" content="index, nofollow, noarchive">', false],
    ['<meta name="robots" content="noindexing">', false],
    ['<!-- <meta name="robots" content="noindex"> -->', false],
    ['<pre>&lt;meta name="robots" content="noindex"&gt;</pre>', false],
  ])('%s: %s', async (html, isUnwanted) => {
    const read = () => readPage(page(`<title>T</title>${html}`));
    if (isUnwanted) await expect(read()).rejects.toThrow(PageRefused);
    else expect((await read()).title).toBe('T');
  });

  test.each([
    [['noindex'], true],
    [['None'], true],
    [['nofollow', 'noindex'], true],
    [['nofollow, NOINDEX'], true],
    [['rita-data-sources: noindex'], true],
    [['Rita-Data-Sources/1.0: noindex'], true],
    [['*: noindex'], true],
    [['googlebot: nofollow', 'noindex'], true],
    [['googlebot: noindex'], false],
    [['googlebot: noindex, nofollow', 'otherbot: none'], false],
    [['googlebot: noindex, rita-data-sources: nofollow'], false],
    [['googlebot: nofollow, rita-data-sources: noindex'], true],
    [['max-snippet: -1, noindex'], true],
    [['max-image-preview: none'], false],
    [[`unavailable_after: ${PAST}`], true],
    [['unavailable_after: Friday, 25-Jun-10 15:00:00 UTC'], true],
    [['Unavailable_After: 2010-06-25'], true],
    [['unavailable_after: 25 Jun 2010 15:00:00 CET'], true],
    [[`unavailable_after: ${COMING}`], false],
    [['unavailable_after: Friday, 25-Jun-2110 15:00:00 UTC, noindex'], true],
    [['unavailable_after: some day'], false],
    [[`googlebot: unavailable_after: ${PAST}`], false],
  ])('X-Robots-Tag %s: %s', async (lines, isUnwanted) => {
    const { address: at, answer } = page('<title>T</title>');
    const fetched = { address: at, answer: { ...answer, headerLines: () => lines } };
    if (isUnwanted) await expect(readPage(fetched)).rejects.toThrow(PageRefused);
    else expect((await readPage(fetched)).title).toBe('T');
  });
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
  ['closed', page('', {}, 403), 'insufficient_permissions'],
  ['only after signing in', page('', {}, 401), 'insufficient_permissions'],
  ['a file', page('%PDF', { 'content-type': 'application/pdf' }), 'upstream_error'],
])('is refused for good: %s', async (_, fetched, code) => {
  await expect(readPage(fetched)).rejects.toThrow(PageRefused);
  await expect(readPage(fetched)).rejects.toMatchObject({ code });
});

test.each([
  [429, 'rate_limited'],
  [503, 'upstream_error'],
])('is only not readable now: %i', async (status, code) => {
  const error = await readPage(page('', {}, status)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  expect(error).not.toBeInstanceOf(PageRefused);
});
