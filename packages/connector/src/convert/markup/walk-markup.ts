import { type BlockBuilder, buildBlocks, PLAIN, type Setting } from '../build-blocks.ts';
import { safeAddress } from '../safe-address.ts';
import type { Block } from '../tree.ts';
import { isDrawnFormula } from './drawn-formulas.ts';
import { clearedByStyle, keepsLines, marksOfStyle } from './inline-style.ts';
import type { MarkupElement, MarkupNode } from './markup-tree.ts';

/** Goes through a document and puts what it finds into `out`. */
export type Walker = {
  out: BlockBuilder;
  walk: (nodes: readonly MarkupNode[], setting: Setting) => void;
  /** The same into blocks of their own. */
  blocksOf: (nodes: readonly MarkupNode[], setting?: Setting) => Block[];
  /** An address that a reader may be sent to, made whole. */
  resolve: (address: string | undefined) => string | undefined;
};

/** What becomes of an element. */
export type Handler = (walker: Walker, element: MarkupElement, setting: Setting) => void;

export type Dialect = {
  /** By the name of the element, or by `role=` and its role; what has none keeps its content. */
  handlers: ReadonlyMap<string, Handler>;
  /** Asked before the names, for elements that their class or role tells apart. */
  special?: ((element: MarkupElement) => Handler | undefined) | undefined;
  baseUrl?: string | undefined;
};

export function blocksOfMarkup(root: MarkupElement, dialect: Dialect): Block[] {
  return walkerInto(buildBlocks(), dialect).blocksOf(root.children);
}

function walkerInto(out: BlockBuilder, dialect: Dialect): Walker {
  const walker: Walker = {
    out,
    walk: (nodes, setting) => {
      for (let at = 0; at < nodes.length; at += 1) {
        const node = nodes[at] ?? '';
        if (typeof node !== 'string') {
          if (!isDrawnFormula(nodes, at)) handle(walker, dialect, { element: node, setting });
        } else if (setting.keepsLines) putLines(out, node, setting);
        else out.addText(node, setting);
      }
    },
    blocksOf: (nodes, setting = PLAIN) => {
      const inner = buildBlocks();
      walkerInto(inner, dialect).walk(nodes, setting);
      return inner.blocks();
    },
    resolve: (address) => safeAddress(address, dialect.baseUrl),
  };
  return walker;
}

function handle(
  walker: Walker,
  dialect: Dialect,
  { element, setting }: { element: MarkupElement; setting: Setting },
): void {
  const { style } = element.attributes;
  const set = style ? styled(setting, style) : setting;
  const handler = dialect.special?.(element) ?? handlerOf(element, dialect);
  if (handler) handler(walker, element, set);
  else walker.walk(element.children, set);
}

/** By its role where its name says nothing. */
function handlerOf({ name, attributes }: MarkupElement, { handlers }: Dialect) {
  const isBare = attributes.role !== undefined && (BARE.has(name) || name.includes('-'));
  return (isBare && handlers.get(`role=${attributes.role}`)) || handlers.get(name);
}

const BARE = new Set(['div', 'span']);

function styled(setting: Setting, style: string): Setting {
  const marks = (setting.marks & ~clearedByStyle(style)) | marksOfStyle(style);
  const set = marks === setting.marks ? setting : { ...setting, marks };
  return keepsLines(style) ? { ...set, keepsLines: true } : set;
}

function putLines(out: BlockBuilder, text: string, setting: Setting): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) out.addBreak();
    out.addText(line, setting);
  }
}
