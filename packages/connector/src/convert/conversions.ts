import { convertFile } from './convert-file.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { textToMarkdown } from './plain-text.ts';
import { proseToMarkdown } from './prose.ts';
import { snippetToText } from './snippet.ts';
import { storageToMarkdown } from './storage-to-markdown.ts';
import { viewToMarkdown } from './view-to-markdown.ts';
import { readWebPage } from './web-page.ts';
import { wikiToMarkdown } from './wiki.ts';

/** Runs in the threads of the pool. Input and output are copied, so they hold no functions. */
export const CONVERSIONS = {
  /** Confluence's storage format to Markdown. */
  storage: storageToMarkdown,
  /** The HTML that Confluence shows, to Markdown. */
  view: viewToMarkdown,
  /** Any other HTML to Markdown. */
  html: htmlToMarkdown,
  /** The wiki markup of older ServiceNow articles to Markdown. */
  wiki: wikiToMarkdown,
  /** A field that holds HTML in one record and plain text in another, to Markdown. */
  prose: proseToMarkdown,
  /** Plain text to Markdown that shows it as it is. */
  text: ({ text }: { text: string }) => textToMarkdown(text),
  /** A title or an excerpt that may have marks, to one line of plain text. */
  snippet: snippetToText,
  /** A page of the web as it was served: its text, and what it says of itself. */
  webPage: readWebPage,
  /** A file to Markdown; throws `Unreadable` for those that hold no text that we can read. */
  file: convertFile,
};
