import { expect, test } from 'vitest';
import { buildZip } from '../testing/build-office.ts';
import { epubToMarkdown } from './epub.ts';

const page = (body: string, start = '') =>
  `<?xml version="1.0"?>${start}<html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html>`;
const book = (...chapters: (string | undefined)[]) => {
  const ids = chapters.map((_, at) => `c${at}`);
  const items = ids.map((id) => `<item id="${id}" href="${id}.xhtml"/>`).join('');
  const spine = ids.map((id) => `<itemref idref="${id}"/>`).join('');
  const files = Object.fromEntries(
    chapters.flatMap((chapter, at) => (chapter ? [[`${ids[at]}.xhtml`, chapter]] : [])),
  );
  return buildZip({
    'META-INF/container.xml': '<rootfile full-path="p.opf"/>',
    'p.opf': `<package><dc:title>Book</dc:title><manifest>${items}</manifest><spine>${spine}</spine></package>`,
    ...files,
  });
};

test('a chapter that is not in the file is told', async () => {
  expect(await epubToMarkdown(book(page('<p>one</p>'), undefined))).toBe(
    '# Book\n\none\n\n*A chapter is missing in the file.*',
  );
});

test('names of texts that a chapter declares, and its lists for programs', async () => {
  const start = '<!DOCTYPE html [<!ENTITY firm "Example &amp; Sons"><!ENTITY more \'&firm;\'>]>';
  const pages = '<nav hidden=""><ol><li>1</li></ol></nav><nav><ol><li>Start</li></ol></nav>';
  expect(await epubToMarkdown(book(page(`<p>By &firm; &other;</p>${pages}`, start)))).toBe(
    '# Book\n\nBy Example & Sons &amp;other;\n\n1. Start',
  );
});

test('a short name for a long text does not fill the memory', async () => {
  const start = `<!DOCTYPE html [<!ENTITY a "${'long '.repeat(300)}">]>`;
  const markdown = await epubToMarkdown(book(page(`<p>${'&a;'.repeat(100_000)}</p>`, start)));
  expect(markdown.length).toBeLessThan(3_000_000);
});

const OPS = 'xmlns:epub="http://www.idpf.org/2007/ops"';
const MATH = 'http://www.w3.org/1998/Math/MathML';

test.each([
  [
    'one of the texts of a switch',
    `<epub:switch ${OPS}><epub:case required-namespace="http://www.xml-cml.org/schema"><cml>no</cml></epub:case><epub:default><p>for all</p></epub:default></epub:switch>`,
    'for all',
  ],
  [
    'the formula of a switch',
    `<p>x <e:switch xmlns:e="http://www.idpf.org/2007/ops"><e:case required-namespace="${MATH}"><math><mi>x</mi><mo>+</mo><mn>1</mn></math></e:case><e:default><img src="a.png" alt="x plus 1"/></e:default></e:switch> y</p>`,
    'x `x+1` y',
  ],
  [
    'formulas with a prefix',
    `<p><m:math xmlns:m="${MATH}"><m:mfrac><m:mi>a</m:mi><m:mi>b</m:mi></m:mfrac></m:math></p>`,
    '`a/b`',
  ],
])('%s', async (_, body, markdown) => {
  expect(await epubToMarkdown(book(page(body)))).toBe(`# Book\n\n${markdown}`);
});

test('a page whose elements all have a prefix', async () => {
  const chapter =
    '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:h2>Head</h:h2><h:p>text</h:p></h:body></h:html>';
  expect(await epubToMarkdown(book(chapter))).toBe('# Book\n\n## Head\n\ntext');
});

test('what stands in place of chapters that are no text, and letters of another kind', async () => {
  const item = (id: string, href: string, type: string, fallback = '') =>
    `<item id="${id}" href="${href}" media-type="${type}" fallback="${fallback}"/>`;
  const items =
    item('a', 'a.pdf', 'application/pdf', 'b') +
    item('b', 'b.xhtml', 'application/xhtml+xml') +
    item('c', 'cover.jpg', 'image/jpeg');
  const shown = await epubToMarkdown(
    buildZip({
      'p.opf': `<package><manifest>${items}</manifest><spine><itemref idref="c"/><itemref idref="a"/></spine></package>`,
      'a.pdf': '%PDF-1.7 bytes',
      'cover.jpg': 'bytes <p>',
      'b.xhtml': Buffer.from(
        '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>caf\u00e9</p></body></html>',
        'latin1',
      ),
    }),
  );
  expect(shown).toBe('*File: cover.jpg*\n\ncafé');
});
