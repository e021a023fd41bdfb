import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { HTML_HANDLERS } from '../../markup/html-handlers.ts';
import type { MarkupElement } from '../../markup/markup-tree.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { blocksOfMarkup, type Handler } from '../../markup/walk-markup.ts';
import { type Block, textOfRuns } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { chartBlocks } from '../chart-blocks.ts';
import { drawingTexts } from '../drawing-texts.ts';
import { readRelations, relatedPart } from '../read-relations.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { withNumbers } from './number-paragraphs.ts';
import { withLabels } from './place-labels.ts';
import { readChunk } from './read-chunk.ts';
import { readNumbering } from './read-numbering.ts';
import { readTextStyles } from './read-text-styles.ts';
import { rewriteDocument } from './rewrite-document.ts';
import { withSettledStyles } from './settle-styles.ts';
import { STYLE_MAP } from './style-map.ts';
import { withUsualPrefixes } from './usual-prefixes.ts';

/** Word: headings, lists, tables, code, formulas, notes, comments, links and the names of images. */
export async function docxToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const zip = await openZip(bytes);
  return writeMarkdown(await docxToBlocks(zip, baseUrl));
}

/** Embedded files may embed others; deeper than this they are not read. */
const DEEPEST = 2;

async function docxToBlocks(zip: ZipParts, baseUrl?: string, depth = 0): Promise<Block[]> {
  const main = relatedPart(await readRelations(zip, ''), 'officeDocument') ?? 'word/document.xml';
  if (!zip.has(main)) throw new Unreadable('The file holds no document.');
  const relations = await readRelations(zip, main);
  const part = async (type: string) =>
    withUsualPrefixes(await zip.read(relatedPart(relations, type) ?? ''));
  const styles = await part('styles');
  const numbering = readNumbering(await part('numbering'), styles);
  const numbered = withNumbers(withUsualPrefixes(await zip.read(main)), numbering);
  const { document, chunks } = rewriteDocument(withSettledStyles(numbered, readTextStyles(styles)));
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(await repack(zip, main, document)) },
    {
      styleMap: STYLE_MAP,
      // Code has empty lines.
      ignoreEmptyParagraphs: false,
      // Pictures stay where they are; mammoth adds their description by itself.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const dialect = { handlers: HTML_HANDLERS, special: noteHandlerOf, baseUrl };
  const blocks = blocksOfMarkup(withLabels(parseMarkup(value)), dialect);
  const placed = new Map<string, Block[]>();
  const readInner = (inner: ZipParts) =>
    depth < DEEPEST ? docxToBlocks(inner, baseUrl, depth + 1) : Promise.resolve([]);
  for (const { mark, id } of chunks) {
    const part = relations.get(id);
    if (part) placed.set(mark, await readChunk(zip, part.target, readInner));
  }
  const drawn: Block[] = [];
  for (const { type, target } of relations.values()) {
    if (type === 'chart') drawn.push(...chartBlocks(await zip.read(target)));
    if (type === 'diagramData') drawn.push(...(await drawingTexts(zip, target)));
  }
  return [...withChunks(blocks, placed), ...drawn];
}

/** Text of parts only: pictures and fonts would be unpacked for nothing. */
async function repack(zip: ZipParts, main: string, document: string): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const name of zip.names) {
    const isText = /\.(xml|rels)$/i.test(name);
    if (
      !isText ||
      /(^|\/)(media|theme|diagrams|charts|embeddings|customXml|glossary)\//i.test(name)
    )
      continue;
    const bytes = name === main ? new TextEncoder().encode(document) : await zip.bytes(name);
    if (bytes) files[name] = bytes;
  }
  return zipSync(files, { level: 0 });
}

/** Puts the content of embedded files in the places that were marked for them. */
function withChunks(blocks: readonly Block[], placed: ReadonlyMap<string, Block[]>): Block[] {
  if (placed.size === 0) return [...blocks];
  return blocks.flatMap((block) =>
    block.type === 'paragraph' ? (placed.get(textOfRuns(block.runs).trim()) ?? [block]) : [block],
  );
}

const drop: Handler = () => {};
/** The number of a note stands in brackets already. */
const noteNumber: Handler = ({ walk }, { children }, setting) =>
  walk(children, { ...setting, marks: 0 });

/** Notes lead to the end of the document, and back: links that Markdown does not have. */
function noteHandlerOf({ name, attributes }: MarkupElement): Handler | undefined {
  if (name !== 'a') return undefined;
  const { href = '' } = attributes;
  if (/^#(?:\w{1,40}-)?(?:foot|end)note-ref-|^#comment-ref-/.test(href)) return drop;
  return /^#(?:\w{1,40}-)?(?:foot|end)note-|^#comment-/.test(href) ? noteNumber : undefined;
}
