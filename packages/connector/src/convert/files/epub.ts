import { writeMarkdown } from '../markdown/write-markdown.ts';
import { htmlToBlocks } from '../markup/html.ts';
import { isElement, type MarkupElement } from '../markup/markup-tree.ts';
import { parseMarkup } from '../markup/parse-markup.ts';
import { type Block, EMPHASIS, paragraph, plainRun, textOfRuns } from '../tree.ts';
import { Unreadable } from '../unreadable.ts';
import { readXml } from './read-xml.ts';
import { openZip, type ZipParts } from './read-zip.ts';

/** A book: its chapters in the order in which they are read (EPUB 3.3, 5.7). */
export async function epubToMarkdown(bytes: Uint8Array): Promise<string> {
  const zip = await openZip(bytes);
  let main = '';
  readXml(await zip.read('META-INF/container.xml'), {
    open: (name, attributes) => {
      if (name === 'rootfile') main ||= attributes['full-path'] ?? '';
    },
  });
  const { title, chapters } = readPackage(await zip.read(main), main);
  if (chapters.length === 0) throw new Unreadable('The book holds no chapters.');
  const locked = await lockedParts(zip);
  if (chapters.some((chapter) => locked.has(chapter))) {
    throw new Unreadable('The book is protected: its chapters are encrypted.');
  }
  const blocks: Block[] = [];
  for (const chapter of chapters) {
    if (zip.has(chapter)) blocks.push(...chapterBlocks(await zip.read(chapter)));
    else blocks.push(paragraph({ text: 'A chapter is missing in the file.', marks: EMPHASIS }));
  }
  return writeMarkdown([...titleAbove(title, blocks), ...blocks]);
}

const SUBSET = /<!DOCTYPE[^[\]<>]{0,2000}\[([^\]]{0,5000})\]\s*>/i;
const ENTITY = /<!ENTITY\s+([\w.-]{1,100})\s+(?:"([^"]{0,2000})"|'([^']{0,2000})')\s*>/g;

/** Chapters are XML: they may name texts of their own, and what is hidden is for the program alone. */
function chapterBlocks(xml: string): Block[] {
  const [declared = '', subset = ''] = SUBSET.exec(xml.slice(0, LONGEST_START)) ?? [];
  const entities = new Map(
    [...subset.matchAll(ENTITY)].map(([, name, quoted, single]) => [name, quoted ?? single ?? '']),
  );
  const tree = parseMarkup(
    withEntities(declared === '' ? xml : xml.replace(declared, ''), entities),
  );
  return htmlToBlocks(xml.includes('hidden') ? withoutHiddenLists(tree) : tree);
}

function withEntities(xml: string, entities: ReadonlyMap<string | undefined, string>): string {
  if (entities.size === 0) return xml;
  let left = MOST_ADDED;
  return xml.replace(/&([\w.-]{1,100});/g, (whole, name: string) => {
    const text = entities.get(name) ?? whole;
    left -= text.length;
    return left < 0 ? whole : text;
  });
}

/** A short name may stand for a long text, any number of times. */
const MOST_ADDED = 1_000_000;
const LONGEST_START = 30_000;

/** The pages of the printed book, which programs need to find places (EPUB 3.3, 7.4.2). */
function withoutHiddenLists(element: MarkupElement): MarkupElement {
  const children = element.children
    .filter((child) => !isElement(child) || child.name !== 'nav' || !('hidden' in child.attributes))
    .map((child) => (isElement(child) ? withoutHiddenLists(child) : child));
  return { ...element, children };
}

/** Most books begin with a page that has their title on it. */
function titleAbove(title: string, [first]: readonly Block[]): Block[] {
  const isThere = first?.type === 'heading' && textOfRuns(first.runs).trim() === title;
  return title === '' || isThere ? [] : [{ type: 'heading', depth: 1, runs: [plainRun(title)] }];
}

/** Parts that are encrypted; fonts may be so in books that everybody can read (EPUB 3.3, 4.2.6.3). */
async function lockedParts(zip: ZipParts): Promise<Set<string>> {
  const parts = new Set<string>();
  readXml(await zip.read('META-INF/encryption.xml'), {
    open: (name, { URI }) => {
      if (name === 'CipherReference' && URI) parts.add(partOf(URI, ''));
    },
  });
  return parts;
}

function readPackage(xml: string, main: string): { title: string; chapters: string[] } {
  const items = new Map<string, string>();
  const order: string[] = [];
  let title = '';
  let isTitle = false;
  readXml(xml, {
    open: (name, attributes) => {
      isTitle = name === 'title' && title === '';
      if (name === 'item') items.set(attributes.id ?? '', attributes.href ?? '');
      if (name === 'itemref') order.push(attributes.idref ?? '');
    },
    text: (text) => {
      if (isTitle) title += text;
    },
    close: () => {
      isTitle = false;
    },
  });
  const chapters = order.flatMap((id) => {
    const target = items.get(id);
    return target && URL.canParse(target, `zip:/${main}`) ? [partOf(target, main)] : [];
  });
  // A part may stand there once only (5.7.2): a short chapter named thousands of times is no book.
  return { title: title.trim(), chapters: [...new Set(chapters)] };
}

function partOf(target: string, main: string): string {
  const path = new URL(target, `zip:/${main}`).pathname.slice(1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
