import { type FileKind, type FileLabel, useOf } from '../kinds.ts';
import { asWritten } from '../markdown/as-written.ts';
import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { MOST_CHARACTERS, writeMarkdown } from '../markdown/write-markdown.ts';
import { decodeText } from '../markup/decode-text.ts';
import { htmlToMarkdown } from '../markup/html.ts';
import { paragraphsOf } from '../markup/prose.ts';
import { Unreadable } from '../unreadable.ts';
import { cardToMarkdown } from './card.ts';
import { csvToMarkdown } from './csv.ts';
import { epubToMarkdown } from './epub.ts';
import { emlToMarkdown, mhtToMarkdown } from './mail/eml.ts';
import { odpToMarkdown, odsToMarkdown, odtToMarkdown } from './odf/odf.ts';
import { pdfToMarkdown } from './pdf/pdf.ts';
import { pptxToMarkdown } from './pptx/pptx.ts';
import { rtfToMarkdown } from './rtf/rtf.ts';
import { xlsxToMarkdown } from './xlsx/xlsx.ts';

export type FileToConvert = FileLabel & {
  bytes: Uint8Array;
  /** What relative links start from. */
  baseUrl?: string | undefined;
  /** What the pages of a PDF draw is not looked at: reading it took more memory than there is. */
  isWithoutDrawings?: boolean;
};

type Asked = {
  bytes: Uint8Array;
  baseUrl: string | undefined;
  language: string;
  isWithoutDrawings: boolean;
};

const CONVERTERS: Record<FileKind, (asked: Asked) => string | Promise<string>> = {
  // Its library is as much to load as all others together.
  docx: async ({ bytes, baseUrl }) =>
    (await import('./docx/docx.ts')).docxToMarkdown(bytes, baseUrl),
  pptx: ({ bytes }) => pptxToMarkdown(bytes),
  xlsx: ({ bytes }) => xlsxToMarkdown(bytes),
  odt: ({ bytes, baseUrl }) => odtToMarkdown(bytes, baseUrl),
  ods: ({ bytes }) => odsToMarkdown(bytes),
  odp: ({ bytes, baseUrl }) => odpToMarkdown(bytes, baseUrl),
  pdf: ({ bytes, isWithoutDrawings }) => pdfToMarkdown(bytes, { isWithoutDrawings }),
  rtf: ({ bytes }) => rtfToMarkdown(bytes),
  eml: ({ bytes }) => emlToMarkdown(bytes),
  mht: ({ bytes, baseUrl }) => mhtToMarkdown(bytes, baseUrl),
  epub: ({ bytes }) => epubToMarkdown(bytes),
  html: ({ bytes, baseUrl }) =>
    htmlToMarkdown({ text: decodeText(bytes, undefined, true), baseUrl }),
  markdown: ({ bytes }) => asWritten(decodeText(bytes).replaceAll('\u0000', '')),
  csv: ({ bytes }) => csvToMarkdown(decodeText(bytes)),
  tsv: ({ bytes }) => csvToMarkdown(decodeText(bytes), '\t'),
  text: ({ bytes }) => writeMarkdown(paragraphsOf(decodeText(bytes))),
  card: ({ bytes }) => cardToMarkdown(decodeText(bytes)),
  code: ({ bytes, language }) =>
    writeMarkdown([
      // XML says itself how it is encoded.
      { type: 'code', text: decodeText(bytes, undefined, language === 'xml').trimEnd(), language },
    ]),
};

/**
 * The text of a file as Markdown. Throws `Unreadable` with a reason for people, or whatever its
 * parser throws: it runs in a thread of its own, which turns that into words of ours.
 */
export async function convertFile({
  bytes,
  baseUrl,
  isWithoutDrawings = false,
  ...label
}: FileToConvert): Promise<string> {
  const use = useOf(label);
  if (use.use === 'list') throw new Unreadable(use.reason);
  if (use.use === 'pass') throw new Unreadable('Files of this kind hold no text.');
  if (bytes.length === 0) return '';
  const text = await CONVERTERS[use.kind]({
    bytes,
    baseUrl,
    language: use.language,
    isWithoutDrawings,
  });
  return cutMarkdown(text, MOST_CHARACTERS);
}
