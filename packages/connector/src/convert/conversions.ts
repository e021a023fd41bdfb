import type { DocumentToIndex } from '../search/index-document.ts';
import type { FileToConvert } from './files/convert-file.ts';
import { writeMarkdown } from './markdown/write-markdown.ts';
import { htmlToMarkdown } from './markup/html.ts';
import { paragraphsOf, proseToMarkdown } from './markup/prose.ts';
import { snippetToText } from './markup/snippet.ts';
import { storageToMarkdown } from './markup/storage.ts';
import { readWebPage } from './markup/web-page.ts';
import { webPartToMarkdown } from './markup/web-part.ts';
import { wikiToMarkdown } from './markup/wiki.ts';
import { askRobots } from './robots/robots.ts';

/** Runs in the threads of the pool. Input and output are copied, so they hold no functions. */
export const CONVERSIONS = {
  /** Confluence's storage format to Markdown. */
  storage: storageToMarkdown,
  /** Any other HTML to Markdown. */
  html: htmlToMarkdown,
  /** The wiki markup of older ServiceNow articles to Markdown. */
  wiki: wikiToMarkdown,
  /** A field that holds HTML in one record and plain text in another, to Markdown. */
  prose: proseToMarkdown,
  /** Plain text to Markdown that shows it as it is. */
  text: ({ text }: { text: string }) => writeMarkdown(paragraphsOf(text)),
  /** A title or an excerpt that may have marks, to one line of plain text. */
  snippet: snippetToText,
  /** A part of a SharePoint page to Markdown. */
  webPart: webPartToMarkdown,
  /** A page of the web as it was served: its text, and what it says of itself. */
  webPage: readWebPage,
  /** Whether a site's robots.txt lets us read one of its pages. */
  robots: askRobots,
  /**
   * A file to Markdown; throws `Unreadable` for those that hold no text that we can read. Its readers
   * are half of what a thread loads, and most threads never meet a file.
   */
  file: async (file: FileToConvert) => (await import('./files/convert-file.ts')).convertFile(file),
  /** What was converted, to what it is found by; with libraries that only this needs. */
  index: async (document: DocumentToIndex) =>
    (await import('../search/index-document.ts')).indexDocument(document),
};
