import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Tokenizer } from 'htmlparser2';

/** An element of HTML or of Confluence's storage format; texts are plain strings. */
export type MarkupElement = {
  /** In lower case, with its prefix: `ac:link`. */
  name: string;
  attributes: Record<string, string>;
  children: MarkupNode[];
};
export type MarkupNode = MarkupElement | string;

/**
 * Deeper than any page that a person writes. What lies below loses its marks and keeps its text,
 * because whoever reads the tree calls itself once for each level.
 */
const MAX_DEPTH = 100;

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
const CELLS = ['td', 'th'];
const ROWS = [...CELLS, 'tr'];
const SECTIONS = [...ROWS, 'thead', 'tbody', 'tfoot'];
/** What an opening tag ends by itself, if it stands directly within it (HTML, 13.1.2.4). */
const ENDS = new Map<string, readonly string[]>([
  ...'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'
    .split(' ')
    .map((name): [string, string[]] => [name, ['p']]),
  ['li', ['p', 'li']],
  ['dt', ['p', 'dt', 'dd']],
  ['dd', ['p', 'dt', 'dd']],
  ['td', ['p', ...CELLS]],
  ['th', ['p', ...CELLS]],
  ['tr', ['p', ...ROWS]],
  ...['thead', 'tbody', 'tfoot'].map((name): [string, string[]] => [name, ['p', ...SECTIONS]]),
  ['option', ['option']],
  ['optgroup', ['option', 'optgroup']],
  ['rt', ['rt', 'rp']],
  ['rp', ['rt', 'rp']],
]);
/** End tags of anything else do not reach out of these. */
const TABLE_PARTS = new Set(['table', 'caption', ...SECTIONS]);
/** Their text is no markup. */
const RAW = new Set(['script', 'style', 'xmp']);

const NO_ATTRIBUTES: Record<string, string> = Object.freeze(Object.create(null));

/**
 * Parses HTML or Confluence's storage format, in time that grows with its length: a tree of bounded
 * depth. CDATA is text, `<x/>` has no content where the name has a prefix, and nothing is refused.
 */
export function parseMarkup(markup: string): MarkupElement {
  const text = markup.replaceAll('\u0000', '');
  const root: MarkupElement = { name: '', attributes: NO_ATTRIBUTES, children: [] };
  const open: MarkupElement[] = [root];
  let current = root;
  /** Tags that are open below the deepest level. */
  let tooDeep = 0;
  let opening: MarkupElement = root;
  let attribute = '';
  let value = '';

  const addText = (piece: string) => {
    if (piece === '') return;
    const { children } = current;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += piece;
    else children.push(piece);
  };
  const pop = () => {
    open.pop();
    current = open.at(-1) ?? root;
  };
  const endImplied = (name: string) => {
    const ended = ENDS.get(name);
    while (ended?.includes(current.name)) pop();
  };
  const close = (name: string) => {
    const isPart = TABLE_PARTS.has(name) || name.includes(':');
    for (let at = open.length - 1; at > 0; at -= 1) {
      const here = open[at]?.name ?? '';
      if (here === name) {
        while (open.length > at) pop();
        return;
      }
      if (here === 'table' ? !name.includes(':') : TABLE_PARTS.has(here) && !isPart) return;
    }
  };
  const push = (isClosed: boolean) => {
    if (tooDeep > 0 || (open.length > MAX_DEPTH && !VOID.has(opening.name))) {
      if (!isClosed && !VOID.has(opening.name)) tooDeep += 1;
      addText(' ');
      return;
    }
    endImplied(opening.name);
    current.children.push(opening);
    if (isClosed || VOID.has(opening.name)) return;
    open.push(opening);
    current = opening;
  };

  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ontext: (start, end) => {
        const piece = text.slice(start, end);
        addText(piece.includes('&') && !RAW.has(current.name) ? decodeHTML(piece) : piece);
      },
      oncdata: (start, end, offset) => addText(text.slice(start, end - offset)),
      onopentagname: (start, end) => {
        const name = text.slice(start, end).toLowerCase();
        // People write addresses in angle brackets without knowing that these are for tags.
        if (name.includes('@')) addText(`<${text.slice(start, end)}>`);
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
      onopentagend: () => push(false),
      // HTML knows no such tags, but `<p/>` is what XHTML writes for an empty one.
      onselfclosingtag: () => push(true),
      onclosetag: (start, end) => {
        if (tooDeep > 0) tooDeep -= 1;
        else closeTag(text.slice(start, end).toLowerCase());
      },
      onattribentity: () => {},
      ontextentity: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  const closeTag = (name: string) => {
    if (name === 'br') current.children.push({ name, attributes: NO_ATTRIBUTES, children: [] });
    else if (!VOID.has(name)) close(name);
  };
  tokenizer.write(text);
  tokenizer.end();
  return root;
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
