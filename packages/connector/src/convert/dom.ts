import { type CheerioAPI, load } from 'cheerio';
import { type AnyNode, CDATA, type ChildNode, Element, isTag, isText, Text } from 'domhandler';

/**
 * Deeper than any page a person writes. What lies below is kept as plain text, because the
 * converters that follow call themselves once for each level and would run out of stack.
 */
const MAX_DEPTH = 120;

/**
 * Parses HTML or Confluence's storage format. The options matter: a plain HTML parser turns CDATA
 * (every code block) into a comment and nests everything behind a self-closing `ri:` tag into it.
 */
export function parseMarkup(markup: string): CheerioAPI {
  const $ = load(
    markup.replaceAll('\u0000', ''),
    {
      xml: {
        xmlMode: false,
        recognizeCDATA: true,
        recognizeSelfClosing: true,
        decodeEntities: true,
      },
    },
    false,
  );
  flattenDeepNodes($.root()[0]?.children ?? []);
  return $;
}

/**
 * Every element of a document, in its order. A walk, where cheerio would compile a selector and
 * build a list for each question: pages come by the twenty thousand.
 */
export function elementsOf($: CheerioAPI): Element[] {
  const found: Element[] = [];
  const visit = (nodes: readonly ChildNode[]) => {
    for (const node of nodes) {
      if (isTag(node)) found.push(node);
      if ('children' in node) visit(node.children);
    }
  };
  visit($.root()[0]?.children ?? []);
  return found;
}

/** The elements with one of these names. */
export function elementsNamed($: CheerioAPI, ...names: string[]): Element[] {
  const wanted = new Set(names);
  return elementsOf($).filter((element) => wanted.has(element.name));
}

/** Puts nodes in the place of one; none takes it away. */
export function replaceNode(node: ChildNode, ...replacement: (ChildNode | string)[]): void {
  const { parent } = node;
  if (!parent) return;
  const nodes = replacement.map((one) => (typeof one === 'string' ? new Text(one) : one));
  for (const one of nodes) detach(one);
  const { prev, next } = node;
  parent.children.splice(parent.children.indexOf(node), 1, ...nodes);
  const row = [prev, ...nodes, next];
  for (const [index, one] of nodes.entries()) {
    one.parent = parent;
    one.prev = row[index] ?? null;
    one.next = row[index + 2] ?? null;
  }
  if (prev) prev.next = row[1] ?? null;
  if (next) next.prev = row.at(-2) ?? null;
  node.parent = null;
}

/** Out of where it stood; a node that was put elsewhere already is not found there any more. */
function detach(node: ChildNode): void {
  const siblings = node.parent?.children;
  const at = siblings?.indexOf(node) ?? -1;
  if (siblings && at >= 0) siblings.splice(at, 1);
  if (node.prev) node.prev.next = node.next;
  if (node.next) node.next.prev = node.prev;
}

/**
 * All text below a node, CDATA included and comments left out. Works at any depth.
 * @param lineBreak what stands for `<br>`
 */
export function textOf(node: AnyNode | undefined, lineBreak = ''): string {
  let text = '';
  const waiting: AnyNode[] = node ? [node] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isText(next)) text += next.data;
    else if (isTag(next) && next.name === 'br') text += lineBreak;
    if ('children' in next) waiting.push(...next.children.toReversed());
  }
  return text;
}

/** Direct child elements of a name. */
export function childrenNamed(element: Element, name: string): Element[] {
  return element.children.filter(isTag).filter((child) => child.name === name);
}

/** Builds an element to be put into a document. */
export function element(
  name: string,
  children: (ChildNode | string)[],
  attributes: Record<string, string> = {},
): Element {
  const nodes = children.map((child) => (typeof child === 'string' ? new Text(child) : child));
  const created = new Element(name, attributes, nodes);
  link(created, nodes);
  return created;
}

/** A code block in the one form that `htmlToMarkdown` reads. */
export function codeBlock(text: string, language = ''): Element {
  const known = language.toLowerCase().replace(/[^a-z0-9+#.-]/g, '');
  const attributes: Record<string, string> = known ? { class: `language-${known}` } : {};
  return element('pre', [element('code', [text.replace(/^\n|\n$/g, '')], attributes)]);
}

/** Replaces CDATA by its text, so that what is left is plain HTML. */
export function unwrapCdata(parents: AnyNode[]): void {
  for (const parent of parents) {
    if (!('children' in parent)) continue;
    const children = parent.children.map((child) =>
      child instanceof CDATA ? new Text(textOf(child)) : child,
    );
    if (children.some((child, index) => child !== parent.children[index])) {
      parent.children = children;
      link(parent, children);
    }
  }
}

function link(parent: AnyNode, children: ChildNode[]): void {
  for (const [index, child] of children.entries()) {
    child.parent = parent as Element;
    child.prev = children[index - 1] ?? null;
    child.next = children[index + 1] ?? null;
  }
}

function flattenDeepNodes(roots: ChildNode[]): void {
  let level: AnyNode[] = roots;
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const node of level) {
      if (depth < MAX_DEPTH || !isTag(node)) continue;
      const text = new Text(textOf(node));
      node.children = [text];
      link(node, [text]);
    }
    level =
      depth < MAX_DEPTH ? level.flatMap((node) => ('children' in node ? node.children : [])) : [];
  }
}
