import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { findElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { blocksOfMarkup } from '../../markup/walk-markup.ts';
import type { Block } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { emptySheetsNote } from '../empty-sheets.ts';
import { openZip, xmlEncoding, type ZipParts } from '../read-zip.ts';
import type { OdfContext } from './odf-context.ts';
import { readControls } from './odf-controls.ts';
import { readEdges } from './odf-edges.ts';
import { odfHandlers } from './odf-handlers.ts';
import { createHidden } from './odf-hidden.ts';
import { type OdfObjects, readOdfObjects } from './odf-objects.ts';
import { readOdfStyles } from './odf-styles.ts';
import { sheetsOf } from './odf-tables.ts';

// OpenDocument 1.3: one XML file, in an archive or by itself (“flat”).

type Opened = { body: MarkupElement; context: OdfContext; edges: Block[] };

export async function odtToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  return toMarkdown(await openOdf(bytes, 'office:text'), baseUrl);
}

/** A heading for each slide or page of a drawing, its texts, and what the speaker notes. */
export async function odpToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  return toMarkdown(await openOdf(bytes, 'office:presentation', 'office:drawing'), baseUrl);
}

function toMarkdown({ body, context, edges }: Opened, baseUrl: string | undefined): string {
  const blocks = blocksOfMarkup(body, { handlers: odfHandlers(context), baseUrl });
  return writeMarkdown([...blocks, ...context.hidden.note(), ...edges]);
}

/** A table for each visible sheet; the file has its values as they are shown. */
export async function odsToMarkdown(bytes: Uint8Array): Promise<string> {
  const { body, context } = await openOdf(bytes, 'office:spreadsheet');
  const { sheets, empty } = sheetsOf(body, context, { handlers: odfHandlers(context) });
  const blocks: Block[] = sheets.flatMap(({ name, table, notes }) => [
    { type: 'heading', depth: 2, runs: [{ text: name, marks: 0 }] },
    table,
    ...notes,
  ]);
  if (blocks.length > 0) blocks.push(...emptySheetsNote(empty));
  return writeMarkdown([...blocks, ...context.hidden.note()]);
}

async function openOdf(bytes: Uint8Array, ...kinds: string[]): Promise<Opened> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const zip = isArchive ? await openArchive(bytes) : undefined;
  const texts = zip
    ? [await zip.read('styles.xml'), await zip.read('content.xml')]
    : [new TextDecoder(xmlEncoding(bytes)).decode(bytes)];
  const roots = texts.map(parseMarkup);
  const content = roots.at(-1);
  const body = content && findElement(content, ({ name }) => kinds.includes(name));
  if (!body) throw new Unreadable('The file does not hold what its name says.');
  const objects: OdfObjects = zip ? await readOdfObjects(zip, body) : new Map();
  const controls = readControls(body);
  return {
    body,
    edges: body.name === 'office:text' ? readEdges(roots) : [],
    context: { styles: readOdfStyles(roots), objects, controls, hidden: createHidden() },
  };
}

async function openArchive(bytes: Uint8Array): Promise<ZipParts> {
  const zip = await openZip(bytes);
  if ((await zip.read('META-INF/manifest.xml')).includes('encryption-data')) {
    throw new Unreadable('The file is protected by a password.');
  }
  return zip;
}
