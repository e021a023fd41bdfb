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
