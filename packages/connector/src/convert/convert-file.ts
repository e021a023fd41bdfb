import { docxToMarkdown } from './docx.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { isCode } from './kinds.ts';
import { pdfToMarkdown } from './pdf.ts';
import { codeToMarkdown, csvToMarkdown, decodeText, textToMarkdown } from './plain-text.ts';
import { pptxToMarkdown } from './pptx.ts';
import { xlsxToMarkdown } from './xlsx.ts';

export type FileToConvert = {
  bytes: Uint8Array;
  /** Ending of the name, as `kindOf` gives it. */
  kind: string;
  /** What relative links start from. */
  baseUrl?: string | undefined;
};

/**
 * The text of a file as Markdown. Throws whatever its parser throws: it runs in a thread of its
 * own (see `createFileConverter`), which turns that into words of ours.
 */
export async function convertFile({ bytes, kind, baseUrl }: FileToConvert): Promise<string> {
  if (bytes.length === 0) return '';
  if (kind === 'docx') return docxToMarkdown(bytes, baseUrl);
  if (kind === 'pptx') return pptxToMarkdown(bytes);
  if (kind === 'xlsx') return xlsxToMarkdown(bytes);
  if (kind === 'pdf') return pdfToMarkdown(bytes);
  const text = decodeText(bytes);
  if (kind === 'html' || kind === 'htm') return htmlToMarkdown(text, { baseUrl });
  if (kind === 'md' || kind === 'markdown') return text.trim();
  if (kind === 'csv' || kind === 'tsv')
    return csvToMarkdown(text, kind === 'tsv' ? '\t' : undefined);
  return isCode(kind) ? codeToMarkdown(text, kind) : textToMarkdown(text);
}
