import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { HTML_HANDLERS } from '../../markup/html-handlers.ts';
import { fileNameOf } from '../../markup/html-objects.ts';
import type { MarkupElement } from '../../markup/markup-tree.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { blocksOfMarkup, type Handler } from '../../markup/walk-markup.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { chartBlocks } from '../chart-blocks.ts';
import { diagramBlocks } from '../diagram-blocks.ts';
import { type Relation, readRelations, relatedPart } from '../read-relations.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { asShown } from './as-shown.ts';
import { withoutBareLevels } from './bare-levels.ts';
import { createBoundValues } from './bound-controls.ts';
import { withAuthors } from './comment-authors.ts';
import { withDropCaps } from './drop-caps.ts';
import { withShownFields } from './fill-fields.ts';
import { withNumbers } from './number-paragraphs.ts';
import { withLabels } from './place-labels.ts';
import { withParts } from './place-parts.ts';
import { readChunk } from './read-chunk.ts';
import { readEdges } from './read-edges.ts';
import { readNumbering } from './read-numbering.ts';
import { readTextStyles } from './read-text-styles.ts';
import { rewriteDocument, withReadableText } from './rewrite-document.ts';
import { withSettledStyles } from './settle-styles.ts';
import { styleMapFor } from './style-map.ts';
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
  const isNumbered =
    zip.names.some((name) => /numbering/i.test(name)) ||
    relatedPart(relations, 'numbering') !== undefined;
  const textStyles = readTextStyles(styles);
  const withBoundValues = createBoundValues(zip);
  const bound = await withBoundValues(withUsualPrefixes(await zip.read(main)));
  const { xml, hidesText } = asShown(withDropCaps(bound), textStyles);
  const shown = await withShownFields(zip, xml, {
    styles: textStyles,
    settings: () => part('settings'),
  });
  const numbered = withNumbers(shown, numbering);
  const { document, places } = rewriteDocument(withSettledStyles(numbered, textStyles));
  const parts = new Map([[main, document]]);
  for (const type of NOTES) {
    const name = relatedPart(relations, type);
    const notes = name && asShown(withUsualPrefixes(await zip.read(name)), textStyles).xml;
    if (!name || !notes) continue;
    const whole = type === 'comments' ? withAuthors(notes, await part('commentsExtended')) : notes;
    parts.set(name, withReadableText(withSettledStyles(whole, textStyles)));
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(await repack(zip, parts)) },
    {
      styleMap: styleMapFor({ names: textStyles.inCapitals, isNumbered }),
      includeDefaultStyleMap: false,
      // Code has empty lines.
      ignoreEmptyParagraphs: false,
      // Pictures stay where they are; mammoth adds their description by itself.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const dialect = { handlers: HTML_HANDLERS, special: noteHandlerOf, baseUrl };
  const blocks = withoutBareLevels(blocksOfMarkup(withLabels(parseMarkup(value)), dialect));
  const placed = new Map<number, Block[]>();
  const readInner = (inner: ZipParts) =>
    depth < DEEPEST ? docxToBlocks(inner, baseUrl, depth + 1) : Promise.resolve([]);
  for (const [place, id] of places) {
    const part = relations.get(id);
    placed.set(place, part ? await placedBlocks(zip, part, readInner) : [MISSING]);
  }
  const drawn: Block[] = [];
  const seen = new Set(places.values());
  for (const [id, part] of relations)
    if (!seen.has(id)) drawn.push(...((await drawnBlocks(zip, part)) ?? []));
  const hidden = hidesText
    ? [paragraph({ text: 'Hidden text is left out.', marks: EMPHASIS })]
    : [];
  const edges = depth === 0 ? await readEdges(zip, relations, withBoundValues) : [];
  return [...withParts(blocks, placed), ...drawn, ...hidden, ...edges];
}

const MISSING = paragraph({ text: 'A part is missing in the file.', marks: EMPHASIS });
const NOTES = ['footnotes', 'endnotes', 'comments'];

type ReadInner = (inner: ZipParts) => Promise<Block[]>;

async function placedBlocks(zip: ZipParts, part: Relation, readInner: ReadInner): Promise<Block[]> {
  if (part.isExternal) {
    const name = fileNameOf(part.target) ?? part.target;
    return [paragraph({ text: `Included document: ${name}`, marks: EMPHASIS })];
  }
  return (await drawnBlocks(zip, part)) ?? readChunk(zip, part.target, readInner);
}

/** Undefined for a part that is neither a chart nor a diagram. */
async function drawnBlocks(
  zip: ZipParts,
  { type, target }: Relation,
): Promise<Block[] | undefined> {
  if (type === 'chart' || type === 'chartEx') return chartBlocks(await zip.read(target));
  return type === 'diagramData' ? diagramBlocks(await zip.read(target)) : undefined;
}

/** Text of parts only: pictures and fonts would be unpacked for nothing. */
async function repack(zip: ZipParts, rewritten: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const name of zip.names) {
    const isText = /\.(xml|rels)$/i.test(name);
    if (
      !isText ||
      /(^|\/)(media|theme|diagrams|charts|embeddings|customXml|glossary)\//i.test(name)
    )
      continue;
    const text = rewritten.get(name) ?? (await zip.read(name));
    files[name] = new TextEncoder().encode(text);
  }
  // Relations may write names in other capitals, which mammoth tells apart.
  for (const [name, text] of rewritten) files[name] ??= new TextEncoder().encode(text);
  return zipSync(files, { level: 0 });
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
