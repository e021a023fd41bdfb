import type { Block } from '../../tree.ts';
import { createPageEdges, type EdgeKind, withoutPage } from '../page-edges.ts';
import type { Relation } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';
import { isSymbolFont, symbolsOf } from '../symbol-fonts.ts';
import { withUsualPrefixes } from './usual-prefixes.ts';

const KINDS: Record<string, EdgeKind> = { header: 'Header', footer: 'Footer' };
const PAGE_NUMBER = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i;

/**
 * The heads and feet of pages, which are parts of their own.
 * @param rewrite puts values in that they are bound to
 */
export async function readEdges(
  zip: ZipParts,
  relations: ReadonlyMap<string, Relation>,
  rewrite: (xml: string) => Promise<string>,
): Promise<Block[]> {
  const edges = createPageEdges();
  for (const { type, target } of relations.values()) {
    const kind = KINDS[type];
    if (kind) edges.add(kind, linesIn(await rewrite(withUsualPrefixes(await zip.read(target)))));
  }
  return edges.blocks();
}

function linesIn(xml: string): string[] {
  const lines: string[] = [];
  let line = '';
  let hasPageNumber = false;
  let target: 'text' | 'instruction' | undefined;
  let isHidden = false;
  /** Fields that are open. */
  const fields: { instruction: string }[] = [];
  let passed = 0;
  const isPageNumber = () => fields.some((field) => PAGE_NUMBER.test(field.instruction));
  readXml(xml, {
    open: (name, attributes) => {
      if (PASSED.has(name)) passed += 1;
      if (name === 't') target = 'text';
      else if (name === 'instrText') target = 'instruction';
      else if (name === 'r') isHidden = false;
      else if (name === 'vanish') isHidden = !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '');
      else if (name === 'noBreakHyphen') line += '\u2011';
      else if (name === 'sym') line += signOf(attributes['w:char'], attributes['w:font']);
      else if (name === 'tab' || name === 'br' || name === 'cr') line += ' ';
      else if (name === 'textpath') line += ` ${attributes.string ?? ''} `;
      else if (name === 'fldSimple') fields.push({ instruction: attributes['w:instr'] ?? '' });
      else if (name === 'fldChar') noteSign(fields, attributes['w:fldCharType']);
      hasPageNumber ||= isPageNumber();
    },
    text: (text) => {
      const field = fields.at(-1);
      if (target === 'instruction' && field) field.instruction += text;
      else if (target === 'text' && passed === 0 && !isHidden && !isPageNumber()) line += text;
    },
    close: (name) => {
      if (PASSED.has(name)) passed -= 1;
      target = undefined;
      hasPageNumber ||= isPageNumber();
      if (name === 'fldSimple') fields.pop();
      if (name !== 'p') return;
      lines.push(withoutPage(line, hasPageNumber));
      line = '';
      hasPageNumber = false;
    },
  });
  return lines;
}

function signOf(code = '', font = ''): string {
  const number = Number.parseInt(code, 16);
  return number > 31 && isSymbolFont(font) ? symbolsOf(String.fromCharCode(number), font) : '';
}

/** For older programs once more, or gone. */
const PASSED = new Set(['Fallback', 'del', 'moveFrom']);
const MOST_FIELDS = 20;

function noteSign(fields: { instruction: string }[], type: string | undefined) {
  if (type === 'begin' && fields.length < MOST_FIELDS) fields.push({ instruction: '' });
  else if (type === 'end') fields.pop();
}
