import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { findElement, type MarkupElement, parseMarkup, textOf } from '../../markup/parse-markup.ts';
import { blocksOfMarkup } from '../../markup/walk-markup.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { odfHandlers } from './odf-handlers.ts';
import { type OdfStyles, readOdfStyles } from './odf-styles.ts';
import { sheetsOf } from './odf-tables.ts';

// OpenDocument 1.3: one XML file, in an archive or by itself (“flat”).

type Opened = { body: MarkupElement; styles: OdfStyles; formulas: ReadonlyMap<string, string> };

export async function odtToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles, formulas } = await openOdf(bytes, 'office:text');
  const handlers = odfHandlers(styles, formulas);
  return writeMarkdown(blocksOfMarkup(body, { handlers, baseUrl }));
}

/** A heading for each slide, its texts, and what the speaker notes. */
export async function odpToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const { body, styles, formulas } = await openOdf(bytes, 'office:presentation');
  const handlers = odfHandlers(styles, formulas);
  return writeMarkdown(blocksOfMarkup(body, { handlers, baseUrl }));
}

/** A table for each visible sheet; the file has its values as they are shown. */
export async function odsToMarkdown(bytes: Uint8Array): Promise<string> {
  const { body, styles, formulas } = await openOdf(bytes, 'office:spreadsheet');
  const dialect = { handlers: odfHandlers(styles, formulas) };
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
  const zip = isArchive ? await openArchive(bytes) : undefined;
  const texts = zip
    ? [await zip.read('styles.xml'), await zip.read('content.xml')]
    : [new TextDecoder().decode(bytes)];
  const roots = texts.map(parseMarkup);
  const content = roots.at(-1);
  const body = content && findElement(content, ({ name }) => name === kind);
  if (!body) throw new Unreadable('The file does not hold what its name says.');
  const formulas = zip ? await readFormulas(zip, body) : new Map<string, string>();
  return { body, styles: readOdfStyles(roots), formulas };
}

async function openArchive(bytes: Uint8Array): Promise<ZipParts> {
  const zip = await openZip(bytes);
  if ((await zip.read('META-INF/manifest.xml')).includes('encryption-data')) {
    throw new Unreadable('The file is protected by a password.');
  }
  return zip;
}

const MOST_FORMULAS = 2_000;

/** Formulas are files of their own in the archive, in MathML. */
async function readFormulas(zip: ZipParts, body: MarkupElement): Promise<Map<string, string>> {
  const places = new Set<string>();
  findElement(body, ({ name, attributes }) => {
    if (name === 'draw:object') places.add(attributes['xlink:href'] ?? '');
    return places.size >= MOST_FORMULAS;
  });
  const formulas = new Map<string, string>();
  for (const place of places) {
    const part = `${place.startsWith('./') ? place.slice(2) : place}/content.xml`;
    if (!zip.has(part)) continue;
    const root = parseMarkup(await zip.read(part));
    const math = findElement(root, ({ name }) => name === 'math' || name === 'math:math');
    const source = math && findElement(math, ({ name }) => name.endsWith('annotation'));
    if (math) formulas.set(place, textOf(source ?? math).trim());
  }
  return formulas;
}
