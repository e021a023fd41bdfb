import { htmlToBlocks } from '../markup/html.ts';
import { isElement, type MarkupElement, type MarkupNode } from '../markup/markup-tree.ts';
import { parseMarkup } from '../markup/parse-markup.ts';
import type { Block } from '../tree.ts';

const SUBSET = /<!DOCTYPE[^[\]<>]{0,2000}\[([^\]]{0,5000})\]\s*>/i;
const ENTITY = /<!ENTITY\s+([\w.-]{1,100})\s+(?:"([^"]{0,2000})"|'([^']{0,2000})')\s*>/g;

/** Chapters are XML: they may name texts of their own, and what is hidden is for the program alone. */
export function chapterBlocks(given: string): Block[] {
  const xml = withoutPrefixes(given);
  const [declared = '', subset = ''] = SUBSET.exec(xml.slice(0, LONGEST_START)) ?? [];
  const entities = new Map(
    [...subset.matchAll(ENTITY)].map(([, name, quoted, single]) => [name, quoted ?? single ?? '']),
  );
  const tree = parseMarkup(
    withEntities(declared === '' ? xml : xml.replace(declared, ''), entities),
  );
  return htmlToBlocks(/hidden|:switch/.test(xml) ? asShown(tree) : tree);
}

const PREFIX =
  /\sxmlns:([\w.-]{1,20})\s{0,5}=\s{0,5}["']http:\/\/www\.w3\.org\/(?:1999\/xhtml|1998\/Math\/MathML|2000\/svg)["']/g;

/** `m:mi` is `mi` of MathML, where `m` stands for that. */
function withoutPrefixes(xml: string): string {
  if (!xml.includes('xmlns:')) return xml;
  const prefixes = new Set([...xml.matchAll(PREFIX)].map(([, prefix]) => prefix));
  if (prefixes.size === 0 || prefixes.size > MOST_PREFIXES) return xml;
  const named = [...prefixes].map((prefix) => prefix?.replaceAll('.', '\\.')).join('|');
  return xml.replace(new RegExp(`(</?)(?:${named}):`, 'g'), '$1');
}

const MOST_PREFIXES = 20;

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

/**
 * Without the pages of the printed book, which programs need to find places (EPUB 3.3, 7.4.2), and with one
 * of the texts that a switch has: that for programs that know formulas, or the one for all.
 */
function asShown(element: MarkupElement): MarkupElement {
  const shown = element.name.endsWith(':switch') ? chosenOf(element) : element.children;
  const children = shown
    .filter((child) => !isElement(child) || child.name !== 'nav' || !('hidden' in child.attributes))
    .map((child) => (isElement(child) ? asShown(child) : child));
  return { ...element, children };
}

function chosenOf({ children }: MarkupElement): MarkupNode[] {
  const cases = children.filter(isElement);
  const chosen =
    cases.find(({ attributes }) => attributes['required-namespace']?.endsWith('/MathML')) ??
    cases.find(({ name }) => name.endsWith(':default'));
  return chosen ? [chosen] : children;
}
