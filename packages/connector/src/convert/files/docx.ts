import mammoth from 'mammoth';
import { htmlToMarkdown } from '../markup/html.ts';
import { openZip } from './zip-parts.ts';

/** Word: headings, lists, tables, links and the names of images. */
export async function docxToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  // Only for its limits: mammoth unpacks whatever it is given.
  openZip(bytes);
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    // Pictures stay where they are; mammoth adds their description by itself.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  return htmlToMarkdown({ text: value, baseUrl });
}
