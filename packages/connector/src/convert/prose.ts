import { type HtmlInput, htmlToMarkdown } from './html-to-markdown.ts';

/** The same field holds HTML in one table and plain text in another. */
export function proseToMarkdown({ text, baseUrl }: HtmlInput): string {
  if (/<(p|br|div|ul|ol|table|span|a|h\d)\b/i.test(text)) return htmlToMarkdown({ text, baseUrl });
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const paragraphs = escaped
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br>')}</p>`);
  return htmlToMarkdown({ text: paragraphs.join('') });
}
