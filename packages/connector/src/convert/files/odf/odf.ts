import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { childrenNamed, findElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { blocksOfMarkup } from '../../markup/walk-markup.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { odfHandlers } from './odf-handlers.ts';
import { type OdfObjects, readOdfObjects } from './odf-objects.ts';
import { type OdfStyles, readOdfStyles } from './odf-styles.ts';
import { sheetsOf } from './odf-tables.ts';

// OpenDocument 1.3: one XML file, in an archive or by itself (“flat”).

type Opened = { body: MarkupElement; styles: OdfStyles; objects: OdfObjects };

export async function odtToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles, objects } = await openOdf(bytes, 'office:text');
  const handlers = odfHandlers(styles, objects);
  return writeMarkdown(blocksOfMarkup(body, { handlers, baseUrl }));
}

/** A heading for each slide, its texts, and what the speaker notes. */
export async function odpToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles, objects } = await openOdf(bytes, 'office:presentation');
  const handlers = odfHandlers(styles, objects);
  const slides = childrenNamed(body, 'draw:page');
  const hidden = slides.filter(({ attributes }) => styles.isHidden(attributes['draw:style-name']));
  const blocks = blocksOfMarkup(body, { handlers, baseUrl });
  return writeMarkdown([...blocks, ...leftOutNote(hidden.length, 'slide')]);
}

/** A table for each visible sheet; the file has its values as they are shown. */
export async function odsToMarkdown(bytes: Uint8Array): Promise<string> {
  const { body, styles, objects } = await openOdf(bytes, 'office:spreadsheet');
  const dialect = { handlers: odfHandlers(styles, objects) };
  const { sheets, hidden } = sheetsOf(body, styles, dialect);
  const blocks: Block[] = sheets.flatMap(({ name, table, notes }) => [
    { type: 'heading', depth: 2, runs: [{ text: name, marks: 0 }] },
    table,
    ...notes,
  ]);
  return writeMarkdown([...blocks, ...leftOutNote(hidden, 'sheet')]);
}

function leftOutNote(hidden: number, what: string): Block[] {
  if (hidden === 0) return [];
  const text = hidden === 1 ? `A hidden ${what} is` : `${hidden} hidden ${what}s are`;
  return [paragraph({ text: `${text} left out.`, marks: EMPHASIS })];
}

async function openOdf(bytes: Uint8Array, kind: string): Promise<Opened> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const zip = isArchive ? await openArchive(bytes) : undefined;
  const texts = zip
    ? [await zip.read('styles.xml'), await zip.read('content.xml')]
    : [new TextDecoder().decode(bytes)];
  const roots = texts.map(parseMarkup);
  const content = roots.at(-1);
  const body = content && findElement(content, ({ name }) => name === kind);
  if (!body) throw new Unreadable('The file does not hold what its name says.');
  const objects: OdfObjects = zip ? await readOdfObjects(zip, body) : new Map();
  return { body, styles: readOdfStyles(roots), objects };
}

async function openArchive(bytes: Uint8Array): Promise<ZipParts> {
  const zip = await openZip(bytes);
  if ((await zip.read('META-INF/manifest.xml')).includes('encryption-data')) {
    throw new Unreadable('The file is protected by a password.');
  }
  return zip;
}
