import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Tokenizer } from 'htmlparser2';
import { UNHEARD } from '../unheard-tokens.ts';
import { GrowingTree } from './grow-tree.ts';

/** An element of HTML or of Confluence's storage format; texts are plain strings. */
export type MarkupElement = {
  /** In lower case, with its prefix: `ac:link`. */
  name: string;
  attributes: Record<string, string>;
  children: MarkupNode[];
};
export type MarkupNode = MarkupElement | string;

/** Their text is no markup. */
const RAW = new Set(['script', 'style', 'xmp']);

const NO_ATTRIBUTES: Record<string, string> = Object.freeze(Object.create(null));

/**
 * Parses HTML or Confluence's storage format, in time that grows with its length: a tree of bounded
 * depth. CDATA is text, `<x/>` has no content, and nothing is refused.
 */
export function parseMarkup(markup: string): MarkupElement {
  const text = markup.replaceAll('\u0000', '');
  const tree = new GrowingTree();
  let opening: MarkupElement = tree.root;
  let attribute = '';
  let value = '';
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ...UNHEARD,
      ontext: (start, end) => {
        const piece = text.slice(start, end);
        tree.addText(
          piece.includes('&') && !RAW.has(tree.current.name) ? decodeHTML(piece) : piece,
        );
      },
      oncdata: (start, end, offset) => tree.addText(text.slice(start, end - offset)),
      onopentagname: (start, end) => {
        const name = text.slice(start, end).toLowerCase();
        // People write addresses in angle brackets without knowing that these are for tags.
        if (name.includes('@')) tree.addText(`<${text.slice(start, end)}>`);
        opening = { name, attributes: NO_ATTRIBUTES, children: [] };
      },
      onattribname: (start, end) => {
        attribute = text.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += text.slice(start, end);
      },
      onattribend: () => {
        if (opening.attributes === NO_ATTRIBUTES) opening.attributes = Object.create(null);
        opening.attributes[attribute] ??= value.includes('&') ? decodeHTMLAttribute(value) : value;
      },
      onopentagend: () => tree.start(opening, false),
      onselfclosingtag: () => tree.start(opening, true),
      onclosetag: (start, end) => tree.end(text.slice(start, end).toLowerCase()),
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return tree.root;
}

export function isElement(node: MarkupNode): node is MarkupElement {
  return typeof node !== 'string';
}

/** All text below a node. @param lineBreak what stands for `<br>` */
export function textOf(node: MarkupNode | undefined, lineBreak = ''): string {
  if (node === undefined) return '';
  if (typeof node === 'string') return node;
  if (node.name === 'br') return lineBreak;
  return node.children.map((child) => textOf(child, lineBreak)).join('');
}

/** Direct child elements of a name. */
export function childrenNamed(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.filter(isElement).filter((child) => child.name === name);
}

/** The first element below that `matches`, in the order of the document. */
export function findElement(
  element: MarkupElement,
  matches: (candidate: MarkupElement) => boolean,
): MarkupElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = matches(child) ? child : findElement(child, matches);
    if (found) return found;
  }
  return undefined;
}
