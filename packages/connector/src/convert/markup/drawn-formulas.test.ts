import { expect, test } from 'vitest';
import { htmlToMarkdown } from './html.ts';
import { readWebPage } from './web-page.ts';

const MATH =
  '<math><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math>';

/** The same formula, as programs write it: once for the eye, and once as what it is. */
const PROGRAMS: [program: string, html: string][] = [
  [
    'KaTeX',
    `<span class="katex"><span class="katex-mathml">${MATH}</span><span class="katex-html" aria-hidden="true"><span>E=mc2</span></span></span>`,
  ],
  [
    'MathJax 2',
    `<span class="MathJax_Preview"></span><span class="MathJax"><nobr aria-hidden="true">E=mc2</nobr><span class="MJX_Assistive_MathML">${MATH}</span></span><script type="math/tex">E=mc^2</script>`,
  ],
  ['MathJax 2, before it ran', '<script type="math/tex; mode=display">E=mc^2</script>'],
  [
    'MathJax 3',
    `<mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-mi>E</mjx-mi></mjx-math><mjx-assistive-mml>${MATH}</mjx-assistive-mml></mjx-container>`,
  ],
  [
    'Wikipedia',
    `<span class="mwe-math-element"><span style="display: none;">${MATH}</span><img src="x.svg" aria-hidden="true" alt="E=mc^2"></span>`,
  ],
];

test.each(PROGRAMS)('a formula is told once: %s', (_, html) => {
  const text = `<p>so ${html} holds</p>`;
  expect(htmlToMarkdown({ text })).toBe('so `E=mc^2` holds');
  const page = readWebPage({
    bytes: new TextEncoder().encode(text),
    contentType: 'text/html',
    wishes: [],
    address: 'https://a.example/b',
    keeper: { robot: 'rita-data-sources', now: new Date() },
  });
  expect(page).toMatchObject({ body: 'so `E=mc^2` holds' });
});

test('other programs of a page are no text', () => {
  expect(
    htmlToMarkdown({ text: '<p>a<script>b()</script><script type="module">c</script></p>' }),
  ).toBe('a');
});
