import { expect, test } from 'vitest';
import { readWebPage } from './web-page.ts';

const LONG = 'Tea is grown in many places. '.repeat(10).trim();

function read(html: string | Uint8Array, contentType = 'text/html') {
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html;
  const keeper = { robot: 'rita-data-sources', now: new Date('2026-11-29') };
  return readWebPage({ bytes, contentType, wishes: [], address: 'https://a.example/', keeper });
}

const DATA =
  '{"@graph":[{"@type":"WebSite"},{"@type":"Article","headline":"Tea","articleBody":"Pour it *hot*."}]}';

test.each([
  [
    'its text for machines',
    `<script type="application/ld+json">${DATA}</script>`,
    'Pour it \\*hot\\*.',
  ],
  ['its description', '<meta name=description content="All about tea.">', 'All about tea.'],
  ['nothing of data that is broken', '<script type="application/ld+json">{"text":"x"</script>', ''],
  ['its own text', `<script type="application/ld+json">${DATA}</script><p>Shown`, 'Shown'],
])('a page without any text until its programs run is %s', (_, head, body) => {
  expect(read(`<title>Tea</title>${head}<div id="root"></div>`)).toMatchObject({ body });
});

test('pages in frames are named where they are shown', () => {
  const frames =
    '<frameset cols="20%,80%"><frame src="menu.html"><frame src="/text.html" title="The text"></frameset>';
  expect(read(`<title>T</title>${frames}`)).toMatchObject({
    body: '[menu.html](https://a.example/menu.html) [The text](https://a.example/text.html)',
  });
});

test.each([
  [
    'several articles are several texts',
    `<article><p>One. ${LONG}</p></article><article><p>Two. ${LONG}</p></article>`,
    `One. ${LONG}\n\nTwo. ${LONG}`,
  ],
  [
    'what stands before the main part is no part of it',
    `<article><p>Offer. ${LONG}</p></article><main><p>Text. ${LONG}</p></main>`,
    `Text. ${LONG}`,
  ],
  [
    'an article beside the text is none',
    `<aside><article>${LONG}</article></aside><article><p>Text. ${LONG}</p></article>`,
    `Text. ${LONG}`,
  ],
  [
    'notes and names within the main part belong to it',
    `<main><p>${LONG}</p><aside>Mind the heat.</aside><footer>By Ada</footer><nav>Home</nav></main><footer>Cookies</footer>`,
    `${LONG}\n\nMind the heat.\n\nBy Ada`,
  ],
  [
    'a page that is one form',
    `<form><nav>Home</nav><p>${LONG}</p><form><input>Search</form></form>`,
    LONG,
  ],
  [
    'tabs and answers that are hidden until somebody opens them',
    '<button role="tab" aria-controls="t">npm</button><div role="tabpanel" id="t" hidden>a</div><div role="tabpanel">b</div><button aria-expanded="false" aria-controls="q">Who?</button><div id="q" aria-hidden="true">We.</div><button aria-expanded="false" aria-controls="m"><svg></svg></button><div id="m" hidden>Menu</div>',
    'npm\n\na\n\nb\n\nWho?\n\nWe.',
  ],
  [
    'signs that are not read to people',
    '<p>a<span aria-hidden="true">→</span>b<span aria-hidden="true">·</span>c<i aria-hidden="true">home</i> <span aria-hidden="true">✓</span></p>',
    'a→b c ✓',
  ],
  ['what lies over the page', '<div role="dialog"><p>Cookies</p></div><p>a</p>', 'a'],
  [
    'what is not shown, and what is shown to whoever looks for it',
    '<p>a</p><div style="color:red; DISPLAY: none !important">b</div><div hidden>c</div><div hidden="until-found">d</div>',
    'a\n\nd',
  ],
  [
    'a page that is hidden until its programs run',
    '<nav>Home</nav><div style="display:none"><p>Text</p></div>',
    'Text',
  ],
])('%s', (_, html, body) => {
  expect(read(`<body>${html}</body>`)).toMatchObject({ body });
});

test('drawings have titles of their own', () => {
  const html = '<body><svg><title>Logo</title></svg><h1>Green tea</h1></body>';
  expect(read(html)).toMatchObject({ title: 'Green tea' });
});

test('a header that came twice', () => {
  expect(read('<p>x', 'text/html, text/html; charset=utf-8')).toMatchObject({ body: 'x' });
});

const inLatin2 = (head: string) => Buffer.concat([Buffer.from(`${head}<p>`), Buffer.from([0xb1])]);

test.each([
  ['behind long scripts', `<script>${'x'.repeat(20_000)}</script><meta charset="iso-8859-2">`],
  ['beside other names', '<meta data-name="x" charset="iso-8859-2">'],
  [
    'and not by a description',
    '<meta name="description" content="charset=koi8-r is old"><meta charset="iso-8859-2">',
  ],
  [
    'and not by a property',
    '<meta property="og:description" content="charset=koi8-r"><meta charset="iso-8859-2">',
  ],
  ['and not in a comment', '<!-- <meta charset="koi8-r"> --><meta charset="iso-8859-2">'],
])('a character set is told %s', (_, head) => {
  expect(read(inLatin2(head))).toMatchObject({ body: 'ą' });
});

test('a wish behind a value that ends with a semicolon', () => {
  expect(read('<meta name="robots" content="max-snippet: 20; noindex"><p>x')).toBe('unwanted');
});
