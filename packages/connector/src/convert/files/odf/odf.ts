import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { findElement, type MarkupElement, parseMarkup } from '../../markup/parse-markup.ts';
import { blocksOfMarkup } from '../../markup/walk-markup.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { openZip } from '../read-zip.ts';
import { odfHandlers } from './odf-handlers.ts';
import { type OdfStyles, readOdfStyles } from './odf-styles.ts';
import { sheetsOf } from './odf-tables.ts';

// OpenDocument 1.3: one XML file, in an archive or by itself (“flat”).

type Opened = { body: MarkupElement; styles: OdfStyles };

export async function odtToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles } = await openOdf(bytes, 'office:text');
  return writeMarkdown(blocksOfMarkup(body, { handlers: odfHandlers(styles), baseUrl }));
}

/** A heading for each slide, its texts, and what the speaker notes. */
export async function odpToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles } = await openOdf(bytes, 'office:presentation');
  return writeMarkdown(blocksOfMarkup(body, { handlers: odfHandlers(styles), baseUrl }));
}

/** A table for each visible sheet; the file has its values as they are shown. */
export async function odsToMarkdown(bytes: Uint8Array): Promise<string> {
  const { body, styles } = await openOdf(bytes, 'office:spreadsheet');
  const dialect = { handlers: odfHandlers(styles) };
  const { sheets, hidden } = sheetsOf(body, styles, dialect);
  const blocks: Block[] = sheets.flatMap(({ name, table, notes }) => [
    { type: 'heading', depth: 2, runs: [{ text: name, marks: 0 }] },
    table,
    ...notes,
  ]);
  if (hidden > 0) {
    const what = hidden === 1 ? 'A hidden sheet is' : `${hidden} hidden sheets are`;
    blocks.push(paragraph({ text: `${what} left out.`, marks: EMPHASIS }));
  }
  return writeMarkdown(blocks);
}

async function openOdf(bytes: Uint8Array, kind: string): Promise<Opened> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const texts = isArchive ? await partsOf(bytes) : [new TextDecoder().decode(bytes)];
  const roots = texts.map(parseMarkup);
  const content = roots.at(-1);
  const body = content && findElement(content, ({ name }) => name === kind);
  if (!body) throw new Unreadable('The file does not hold what its name says.');
  return { body, styles: readOdfStyles(roots) };
}

async function partsOf(bytes: Uint8Array): Promise<string[]> {
  const zip = await openZip(bytes);
  const manifest = await zip.read('META-INF/manifest.xml');
  if (manifest.includes('encryption-data')) {
    throw new Unreadable('The file is protected by a password.');
  }
  return [await zip.read('styles.xml'), await zip.read('content.xml')];
}
