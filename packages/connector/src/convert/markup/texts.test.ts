import { expect, test } from 'vitest';
import { useOf } from '../kinds.ts';
import { decodeText } from './decode-text.ts';
import { proseToMarkdown } from './prose.ts';
import { readWebPage } from './web-page.ts';
import { wikiToMarkdown } from './wiki.ts';

const page = (text: string | Uint8Array, contentType = 'text/html') =>
  readWebPage({
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    contentType,
    wishes: [],
    address: 'https://a.example/b',
    keeper: { robot: 'rita-data-sources', now: new Date() },
  });

test.each([
  '<META NAME="ROBOTS" CONTENT="NOINDEX">',
  '<meta content="NoFollow , NoIndex" name=Robots>',
  "<meta name='robots' content='none'/>",
  '<meta name="robots" content="index"><meta name="rita-data-sources" content="noindex">',
  '<html><head><meta name="googlebot" content="index"><meta name="robots" content="noindex,follow">',
])('a page that does not want to be kept: %s', (text) => {
  expect(page(`${text}<p>x`)).toBe('unwanted');
});

test.each([
  '<meta name="robots" content="index, follow">',
  '<meta name="robots" content="noindexing">',
  '<p>noindex</p>',
])('a page that may be kept: %s', (text) => expect(page(text)).not.toBe('unwanted'));

test.each([
  [
    'a program',
    'Run this:\n    for x in y:\n        go(x)\n\n\nstop()\n    now\n',
    '```\nRun this:\n    for x in y:\n        go(x)\n\n\nstop()\n    now\n```',
  ],
  ['columns', 'Name     Sum\nAda      1,50', '```\nName     Sum\nAda      1,50\n```'],
  ['columns of numbers', 'Ada       7\nBo      250', '```\nAda       7\nBo      250\n```'],
  ['tabs', 'a\tb\n1\t2', '```\na\tb\n1\t2\n```'],
  ['a trace', 'Failed\n\tat a.B', '```\nFailed\n\tat a.B\n```'],
  ['the first line of a paragraph', '     Once upon\na time', 'Once upon  \na time'],
  [
    'points that go on',
    '1. one\n   goes on\n- two\n  too',
    '1\\. one  \ngoes on  \n\\- two  \ntoo',
  ],
  ['a wide blank', 'a    b\nand so on', 'a b  \nand so on'],
])('plain text keeps the blanks that say something: %s', (_, text, markdown) => {
  expect(proseToMarkdown({ text })).toBe(markdown);
});

test.each([
  ['a header', 'text/html; charset="ISO-8859-1"', Buffer.from('<p>Thé', 'latin1')],
  ['a meta tag', 'text/html', Buffer.from('<meta charset="windows-1252"><p>Thé', 'latin1')],
  [
    'an older meta tag',
    'text/html',
    Buffer.from(
      '<META http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Thé',
      'latin1',
    ),
  ],
  ['a mark, whatever else is said', 'text/html; charset=iso-8859-1', Buffer.from('\ufeff<p>Thé')],
  ['UTF-16 with a mark', 'text/html', Buffer.from('\ufeff<p>Thé', 'utf16le')],
  ['UTF-16 by its header', 'text/html; charset=utf-16le', Buffer.from('<p>Thé', 'utf16le')],
  ['nothing', 'text/html', Buffer.from('<p>Thé')],
  ['nothing, and it is not UTF-8', 'text/html', Buffer.from('<p>Thé', 'latin1')],
  ['a name that nobody knows', 'text/html; charset=klingon', Buffer.from('<p>Thé')],
])('the character set is told by %s', (_, contentType, bytes) => {
  expect(page(Uint8Array.from(bytes), contentType)).toMatchObject({ body: 'Thé' });
});

test('another script', () => {
  const bytes = Uint8Array.from([0x93, 0xfa, 0x96, 0x7b]);
  expect(decodeText(bytes, 'shift_jis')).toBe('日本');
});

test('a plain field keeps its lines and addresses', () => {
  expect(proseToMarkdown({ text: 'From: Pia <p.miller@example.com>\nPrinter jams.' })).toBe(
    'From: Pia &lt;p.miller@example.com>  \nPrinter jams.',
  );
  expect(proseToMarkdown({ text: '<p>Pia <b.c@example.com> wrote</p>' })).toBe(
    'Pia &lt;b.c@example.com> wrote',
  );
});

test.each([
  ['signs as editors of HTML write them', 'Caf&eacute; &amp; Bar\nopen', 'Café & Bar  \nopen'],
  [
    'marks within lines',
    'Use <server> for <b>x</b>\n10<sup>6</sup>',
    'Use &lt;server> for **x**  \n10⁶',
  ],
  ['no marks', 'a <b> c', 'a &lt;b> c'],
])('a field of either kind: %s', (_, text, markdown) => {
  expect(proseToMarkdown({ text })).toBe(markdown);
});

test('a journal: what is marked is HTML, and all around it is plain text', () => {
  const text =
    '2026-01-01 - Ada (Work notes)\n[code]<p>Run <b>it</b></p>[/code]\nfor <ada@b.example>, a<b c>d\nthen [code]<a href="https://a.example">see</a>[/code] or [code]';
  expect(proseToMarkdown({ text })).toBe(
    '2026-01-01 - Ada (Work notes)\n\nRun **it**\n\nfor &lt;ada@b.example>, a&lt;b c>d  \nthen [see](https://a.example/) or \\[code\\]',
  );
});

test('wiki markup: the name of a table, and how far its cells reach', () => {
  const wiki =
    '{| class="a"\n|+ align="top" | Prices\n|-\n! a !! b\n|-\n| rowspan="2" | x || 1\n|-\n| 2\n|}';
  expect(wikiToMarkdown({ text: wiki })).toBe(
    '**Prices**\n\n| a | b |\n| --- | --- |\n| x | 1 |\n| x | 2 |',
  );
});

test.each([
  ['text/plain', 'https://a.example/notes.txt', 'a \\*b\\* &lt;c>'],
  ['text/plain', 'https://a.example/notes.md', 'a *b* <c>'],
  ['text/markdown', 'https://a.example/notes', 'a *b* <c>'],
])('a page that is no HTML: %s %s', (contentType, address, body) => {
  const bytes = new TextEncoder().encode('a *b* <c>\n');
  const keeper = { robot: 'rita-data-sources', now: new Date() };
  expect(readWebPage({ bytes, contentType, wishes: [], address, keeper })).toMatchObject({ body });
});

test('wiki markup: addresses of mail, and words for the program', () => {
  const wiki = '__TOC__\nAsk [mailto:ada@b.example Ada], not [this].__NOTOC__';
  expect(wikiToMarkdown({ text: wiki })).toBe('Ask [Ada](mailto:ada@b.example), not \\[this\\].');
});

test('wiki markup: lines behind a blank are code', () => {
  const wiki = "Run\n if '''a''':\n   b < c\nthen\n * point";
  expect(wikiToMarkdown({ text: wiki })).toBe(
    'Run\n\n```\nif a:\n  b < c\n```\n\nthen\n\n```\n* point\n```',
  );
});

test('wiki markup: code with a language, and cells of several lines', () => {
  const wiki =
    '<source lang="py">\nif x:\n  y\n</source>\n<pre class="a">\n<b>\n</pre>\n{|\n| a\nb\n| c\n|}';
  expect(wikiToMarkdown({ text: wiki })).toBe(
    '```py\nif x:\n  y\n```\n\n```\n<b>\n```\n\n|  |  |\n| --- | --- |\n| a<br>b | c |',
  );
});

test('wiki markup: nested points, tables, links, code', () => {
  const wiki =
    "== Plan ==\nIt is '''bold''' and ''new'', see [https://a.example/x the plan] and [[Page|that]].\n* one\n** two\n*# three\n{|\n! A !! B\n|-\n| x || y\n|}\n<pre>\na  b\n</pre>";
  expect(wikiToMarkdown({ text: wiki })).toBe(
    '## Plan\n\nIt is **bold** and *new*, see [the plan](https://a.example/x) and that.\n\n- one\n\n  - two\n\n  1. three\n\n| A | B |\n| --- | --- |\n| x | y |\n\n```\na  b\n```',
  );
});

test('wiki markup: what is no markup stays in its line, and notes where they are referred to', () => {
  const wiki =
    "* <nowiki>''a''</nowiki> b\n<nowiki>[[c]]</nowiki> d<ref>e</ref><ref name=\"f\" />.\n<references/>";
  expect(wikiToMarkdown({ text: wiki })).toBe("- ''a'' b\n\n\\[\\[c\\]\\] d (e).");
});

test.each([
  ['XML', '<?xml version="1.0"?>\n<c>\n  <a>1</a>\n</c>', 'xml', ''],
  ['data', '{\n  "a": {\n    "b": 1\n  }\n}', '', ''],
])('a plain field keeps %s to the sign', (_, text, language) => {
  expect(proseToMarkdown({ text })).toBe(`\`\`\`${language}\n${text}\n\`\`\``);
});

test.each([
  [{ name: 'a.PDF' }, 'read'],
  [{ name: 'Design paper', mediaType: 'application/pdf' }, 'read'],
  [{ name: 'v1.2 notes', mediaType: 'text/plain; charset=utf-8' }, 'read'],
  [{ name: 'a.docm' }, 'read'],
  [{ name: 'a.odt' }, 'read'],
  [{ name: 'a.eml' }, 'read'],
  [{ name: 'talk.vtt' }, 'read'],
  [{ name: 'main.tf' }, 'read'],
  [{ name: 'a.weird', mediaType: 'text/calendar' }, 'read'],
  [{ name: 'Build file', mediaType: 'text/x-script.python' }, 'read'],
  [{ name: 'a.weird', mediaType: 'application/octet-stream' }, 'list'],
  [{ name: 'old.doc' }, 'list'],
  [{ name: 'a.msg' }, 'list'],
  [{ name: 'a.one' }, 'list'],
  [{ name: 'x', mediaType: 'application/vnd.ms-excel' }, 'list'],
  [{ name: 'a.weird' }, 'list'],
  [{ name: '' }, 'list'],
  [{ name: 'a.png' }, 'pass'],
  [{ name: 'photo', mediaType: 'image/jpeg' }, 'pass'],
  [{ name: 'constructor' }, 'list'],
])('%j: %s', (label, use) => {
  const found = useOf(label);
  expect(found.use).toBe(use);
  if (found.use === 'list')
    expect(found.reason).toMatch(/^It cannot be read, because .+ are not supported\.$/);
});
