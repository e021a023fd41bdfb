import { extractText, getDocumentProxy } from 'unpdf';
import { textToMarkdown } from './plain-text.ts';

const MOST_PAGES = 2_000;

/** The text of a PDF, page after page. A scan has none, and gives an empty text. */
export async function pdfToMarkdown(bytes: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  if (document.numPages > MOST_PAGES) throw new Error('too many pages');
  const { text } = await extractText(document, { mergePages: false });
  return text.map(textToMarkdown).filter(Boolean).join('\n\n');
}
