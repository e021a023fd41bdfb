import { expect, test } from 'vitest';
import { readWebPage } from './web-page.ts';

const readPage = (html: string, contentType = 'text/html', address = 'https://a.example/b') =>
  readWebPage({
    bytes: new TextEncoder().encode(html),
    contentType,
    wishes: [],
    address,
    keeper: { robot: 'rita-data-sources', now: new Date('2026-11-29') },
  });
const data = (...all: unknown[]) =>
  all.map((one) => `<script type="application/ld+json">${JSON.stringify(one)}</script>`).join('');
const question = (name: string, text: string) => ({ name, acceptedAnswer: { text } });

test.each([
  [
    'questions and answers, which may be HTML',
    data({ mainEntity: [question('Q?', '<p>A <b>b</b></p>'), question('R?', 'C')] }),
    'Q?\n\nA **b**\n\nR?\n\nC',
  ],
  [
    'the text, whatever else is said before it',
    data({ name: 'Acme', description: 'We make tea' }, { articleBody: 'Pour &amp; drink' }),
    'Pour & drink',
  ],
  ['steps', data({ name: 'Tea', step: [{ text: 'Boil' }, { text: 'Pour' }] }), 'Boil\n\nPour'],
  [
    'what is wrapped for other parsers',
    '<script type="application/ld+json">/*<![CDATA[*/{"articleBody":"a"}/*]]>*/</script>',
    'a',
  ],
  [
    'what browsers without programs show',
    `<noscript><h1>Tea</h1><p>${'Tea is grown. '.repeat(20)}</p></noscript>`,
    `# Tea\n\n${'Tea is grown. '.repeat(20).trim()}`,
  ],
  ['no word about programs', '<noscript>Please enable JavaScript.</noscript>', ''],
  [
    'formulas that are only drawn',
    '<p>a <span class="katex"><span class="katex-html" aria-hidden="true">x</span></span></p>',
    'a x',
  ],
  [
    'heads and feet of articles, beside those of the page',
    '<header>Site</header><article><header><h2>One</h2></header><p>a</p><footer>By Ada</footer></article><article><header><h2>Two</h2></header><blockquote>b<footer>Bo</footer></blockquote></article><footer>Legal</footer>',
    '## One\n\na\n\nBy Ada\n\n## Two\n\n> b\n>\n> Bo',
  ],
  [
    'what a click opens, as a class says',
    '<h4>Q?</h4><div class="toggle-content" style="display:none">A</div><div class="nav-toggle" hidden>Menu</div><div role="region" aria-labelledby="q" hidden>B</div><p style="display:none" data-mc-target-name="x">C</p>',
    '#### Q?\n\nA\n\nB\n\nC',
  ],
])('of a page without its programs: %s', (_, html, body) => {
  expect(readPage(`<body>${html}</body>`)).toMatchObject({ body });
});

test('a title that is the first heading has nothing of what leads to it', () => {
  expect(readPage('<h1>C# <a href="#c">#</a></h1>')).toMatchObject({ title: 'C#' });
});

test.each([
  ['text/plain', 'x.json', '{\n  "a": 1\n}\n', 'x.json', '```json\n{\n  "a": 1\n}\n```'],
  ['text/plain', 'x.sh', '# remark\nls', 'x.sh', '```sh\n# remark\nls\n```'],
  ['text/markdown', 'x', '```sh\n# no\n```\n# T', 'T', '```sh\n# no\n```\n# T'],
  [
    'text/markdown',
    'x',
    '---\ntitle: "Our tea"\ntags:\n  - a\n---\n\n# T',
    'Our tea',
    '```yaml\ntitle: "Our tea"\ntags:\n  - a\n```\n\n\n# T',
  ],
  ['text/markdown', 'x', '---\n\na\n\n---', 'x', '---\n\na\n\n---'],
])('a page that is no HTML: %s %s %j', (contentType, name, text, title, body) => {
  const address = `https://a.example/${name}`;
  expect(readPage(text, contentType, address)).toMatchObject({ title, body });
});
