import { expect, test } from 'vitest';
import { nodesOf } from '../testing/read-markdown.ts';
import { htmlToMarkdown } from './html.ts';

const CODE = 'if a:\n    b(1)\n\nc(2)';
const LINES = CODE.split('\n');
const numbers = LINES.map((_, at) => at + 1);

/** One piece of code, as programs that colour it write it with the numbers of its lines. */
const PROGRAMS: [program: string, html: string][] = [
  [
    'Pygments, a table',
    `<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre><span class="normal">${numbers.join('</span>\n<span class="normal">')}</span></pre></div></td><td class="code"><div><pre><span></span><code>${CODE}\n</code></pre></div></td></tr></table>`,
  ],
  [
    'Pygments, in the lines',
    `<pre><span></span>${LINES.map((line, at) => `<span class="linenos">${at + 1}</span>${line}`).join('\n')}</pre>`,
  ],
  [
    'Hexo',
    `<figure class="highlight"><table><tr><td class="gutter"><pre>${numbers.map((at) => `<span class="line">${at}</span><br>`).join('')}</pre></td><td class="code"><pre>${LINES.map((line) => `<span class="line">${line}</span><br>`).join('')}</pre></td></tr></table></figure>`,
  ],
  [
    'Rouge',
    `<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">${numbers.join('\n')}\n</pre></td><td class="rouge-code"><pre>${CODE}\n</pre></td></tr></tbody></table>`,
  ],
  [
    'Chroma',
    `<div class="chroma"><table class="lntable"><tr><td class="lntd"><pre><code>${numbers.map((at) => `<span class="lnt">${at}\n</span>`).join('')}</code></pre></td><td class="lntd"><pre><code>${CODE}\n</code></pre></td></tr></table></div>`,
  ],
  [
    'GitHub',
    `<table><tbody>${LINES.map((line, at) => `<tr><td class="blob-num" data-line-number="${at + 1}"></td><td class="blob-code">${line || '\n'}</td></tr>`).join('')}</tbody></table>`,
  ],
  [
    'highlight.js with its plug-in',
    `<pre><code class="hljs"><table class="hljs-ln"><tbody>${LINES.map((line, at) => `<tr><td class="hljs-ln-line hljs-ln-numbers" data-line-number="${at + 1}"><div data-line-number="${at + 1}"></div></td><td class="hljs-ln-line">${line || ' '}</td></tr>`).join('')}</tbody></table></code></pre>`,
  ],
  [
    'SyntaxHighlighter',
    `<table><tbody><tr><td class="gutter">${numbers.map((at) => `<div class="line number${at}">${at}</div>`).join('')}</td><td class="code"><div class="container">${LINES.map((line, at) => `<div class="line number${at + 1}"><code class="plain">${line.replaceAll(' ', '&nbsp;') || '&nbsp;'}</code></div>`).join('')}</div></td></tr></tbody></table>`,
  ],
  ['a button to copy it', `<pre><button type="button">Copy</button><code>${CODE}</code></pre>`],
  [
    'an editor into which it was pasted',
    `<div style="font-family: Consolas, 'Courier New', monospace; white-space: pre;">${LINES.map((line) => (line ? `<div><span>${line}</span></div>` : '<br>')).join('')}</div>`,
  ],
  ['a style instead of an element', `<code style="white-space: pre">${CODE}</code>`],
];

const trimmed = (text: string | undefined) => text?.replace(/[ \n]+$/gm, '').replace(/\n+$/, '');

test.each(PROGRAMS)('code is one block of code, without what is around it: %s', (_, html) => {
  const nodes = nodesOf(htmlToMarkdown({ text: `<p>see</p>${html}` }));
  expect(nodes.filter(({ type }) => type === 'code')).toHaveLength(1);
  const code = nodes.find(({ type }) => type === 'code')?.value;
  expect(trimmed(code)).toBe(trimmed(CODE));
  expect(nodes.filter(({ type }) => type === 'table')).toEqual([]);
});

test('the same in several languages, of which a page shows one, is as many pieces of code', () => {
  const html =
    '<pre><input type="checkbox" checked><code class="language-js mjs">import a</code><code class="language-js cjs">require(a)\nb</code><button>copy</button></pre>';
  expect(htmlToMarkdown({ text: html })).toBe('```js\nimport a\n```\n\n```js\nrequire(a)\nb\n```');
});

test.each([
  [
    'numbers that are no lines',
    '<table><tr><td><p>1</p><p>2</p></td><td><pre>a</pre></td></tr></table>',
    '|  |  |\n| --- | --- |\n| 1<br>2 | `a` |',
  ],
  [
    'a column that only keeps a distance',
    '<table><tr><td class="gutter"></td><td><p>a</p></td></tr></table>',
    '|  |  |\n| --- | --- |\n|  | a |',
  ],
  [
    'places of a race',
    '<table><tr><td class="number">1</td><td>Ada</td></tr><tr><td class="number">2</td><td>Bo</td></tr></table>',
    '|  |  |\n| --- | --- |\n| 1 | Ada |\n| 2 | Bo |',
  ],
  ['a number in code', '<pre>a = <span class="mi">1</span></pre>', '```\na = 1\n```'],
])('what looks like it and is none: %s', (_, html, markdown) => {
  expect(htmlToMarkdown({ text: html })).toBe(markdown);
});
