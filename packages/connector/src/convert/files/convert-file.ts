import { type FileLabel, useOf } from '../kinds.ts';
import { htmlToMarkdown } from '../markup/html.ts';
import { DAMAGED, Unreadable } from '../unreadable.ts';
import { docxToMarkdown } from './docx.ts';
import { pdfToMarkdown } from './pdf.ts';
import { codeToMarkdown, csvToMarkdown, decodeText, textToMarkdown } from './plain-text.ts';
import { pptxToMarkdown } from './pptx.ts';
import { xlsxToMarkdown } from './xlsx.ts';

export type FileToConvert = FileLabel & {
  bytes: Uint8Array;
  /** What relative links start from. */
  baseUrl?: string | undefined;
};

const NO_WORDS = 'Files of this kind hold no text.';
const NOT_YET = ['odt', 'ods', 'odp', 'rtf', 'eml', 'epub'];

/**
 * The text of a file as Markdown. Throws whatever its parser throws: it runs in a thread of its
 * own, which turns that into words of ours.
 */
export async function convertFile({ bytes, baseUrl, ...label }: FileToConvert): Promise<string> {
  const use = useOf(label);
  if (use.use !== 'read') throw new Unreadable('reason' in use ? use.reason : NO_WORDS);
  if (bytes.length === 0) return '';
  const { kind, language } = use;
  if (kind === 'docx') return docxToMarkdown(bytes, baseUrl);
  if (kind === 'pptx') return pptxToMarkdown(bytes);
  if (kind === 'xlsx') return xlsxToMarkdown(bytes);
  if (kind === 'pdf') return pdfToMarkdown(bytes);
  if (NOT_YET.includes(kind)) throw new Unreadable(DAMAGED);
  const text = decodeText(bytes);
  if (kind === 'html') return htmlToMarkdown({ text, baseUrl });
  if (kind === 'markdown') return text.trim();
  if (kind === 'csv' || kind === 'tsv')
    return csvToMarkdown(text, kind === 'tsv' ? '\t' : undefined);
  return kind === 'code' ? codeToMarkdown(text, language) : textToMarkdown(text);
}
