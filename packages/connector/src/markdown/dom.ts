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

/** All text below a node, CDATA included and comments left out. Works at any depth. */
export function textOf(node: AnyNode | undefined): string {
  let text = '';
  const waiting: AnyNode[] = node ? [node] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isText(next)) text += next.data;
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

function link(parent: Element | AnyNode, children: ChildNode[]): void {
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
