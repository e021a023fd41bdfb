import { writeMarkdown } from '../markdown/write-markdown.ts';
import { fileNameOf } from '../markup/html-objects.ts';
import { type Block, EMPHASIS, paragraph, plainRun, textOfRuns } from '../tree.ts';
import { Unreadable } from '../unreadable.ts';
import { chapterBlocks } from './epub-chapters.ts';
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
  main ||= zip.names.find((name) => name.endsWith('.opf')) ?? '';
  const { title, chapters } = readPackage(await zip.read(main), main);
  if (chapters.length === 0) throw new Unreadable('The book holds no chapters.');
  const locked = await lockedParts(zip);
  if (chapters.some(({ part }) => locked.has(part))) {
    throw new Unreadable('The book is protected: its chapters are encrypted.');
  }
  const blocks: Block[] = [];
  for (const { part, isText } of chapters) {
    if (!zip.has(part)) blocks.push(told('A chapter is missing in the file.'));
    else if (isText) blocks.push(...chapterBlocks(await zip.read(part)));
    else blocks.push(told(`File: ${fileNameOf(part) ?? part}`));
  }
  return writeMarkdown([...titleAbove(title, blocks), ...blocks]);
}

const told = (text: string) => paragraph({ text, marks: EMPHASIS });

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

type Chapter = { part: string; isText: boolean };
type Item = { href: string; type: string; fallback: string };

const TEXT_TYPE = /^$|xml|html|text/;
const LONGEST_CHAIN = 10;

function readPackage(xml: string, main: string): { title: string; chapters: Chapter[] } {
  const items = new Map<string, Item>();
  const order: string[] = [];
  let title = '';
  let isTitle = false;
  readXml(xml, {
    open: (name, attributes) => {
      isTitle = name === 'title' && title === '';
      const { id = '', href = '', fallback = '', idref = '', 'media-type': type = '' } = attributes;
      if (name === 'item') items.set(id, { href, type, fallback });
      if (name === 'itemref') order.push(idref);
    },
    text: (text) => {
      if (isTitle) title += text;
    },
    close: () => {
      isTitle = false;
    },
  });
  const chapters = new Map<string, Chapter>();
  for (const id of order) {
    const item = readableItem(items, id);
    if (!item || !URL.canParse(item.href, `zip:/${main}`)) continue;
    const part = partOf(item.href, main);
    // A part may stand there once only (5.7.2): a short chapter named thousands of times is no book.
    chapters.set(part, { part, isText: TEXT_TYPE.test(item.type) });
  }
  return { title: title.trim(), chapters: [...chapters.values()] };
}

/** An item, or the text that stands in its place for programs that cannot show it (EPUB 3.3, 3.5.1). */
function readableItem(items: ReadonlyMap<string, Item>, id: string): Item | undefined {
  let item = items.get(id);
  for (let step = 0; item && !TEXT_TYPE.test(item.type) && step < LONGEST_CHAIN; step += 1) {
    const next = items.get(item.fallback);
    if (!next) break;
    item = next;
  }
  return item && (TEXT_TYPE.test(item.type) ? item : items.get(id));
}

function partOf(target: string, main: string): string {
  const path = new URL(target, `zip:/${main}`).pathname.slice(1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
