import type { CheerioAPI } from 'cheerio';
import { type ChildNode, type Element, isTag } from 'domhandler';
import { childrenNamed, codeBlock, element, elementsNamed, replaceNode, textOf } from './dom.ts';

/** One macro of Confluence's storage format, taken apart. */
export type Macro = {
  name: string;
  parameter: (name: string) => string;
  /** What stands in `ac:rich-text-body`, already plain HTML. */
  body: ChildNode[];
  /** Text of `ac:plain-text-body`. */
  plainText: string | undefined;
  node: Element;
};

type Rewrite = (macro: Macro) => (ChildNode | string)[];

const drop: Rewrite = () => [];

/** A quote that begins with what kind of panel it is, for example “**Warning:** Back up first”. */
export function labelledQuote(label: string, title: string, body: ChildNode[]): Element {
  const heading = [label, title].filter(Boolean).join(': ');
  return element('blockquote', [
    ...(heading ? [element('p', [element('strong', [heading])])] : []),
    ...body,
  ]);
}

const panel =
  (label: string): Rewrite =>
  ({ parameter, body }) => [labelledQuote(label, parameter('title'), body)];

const code: Rewrite = ({ parameter, plainText, body }) => {
  const title = parameter('title');
  const text = plainText ?? body.map((node) => textOf(node)).join('');
  return [
    ...(title ? [element('p', [element('strong', [title])])] : []),
    codeBlock(text, parameter('language')),
  ];
};

const expand: Rewrite = ({ parameter, body }) => [
  element('p', [element('strong', [parameter('title') || 'Details'])]),
  ...body,
];

/** Only the server can put in what these show; `includesOtherPages` tells the driver so. */
const included: Rewrite = ({ node }) => [
  element('p', [element('em', [`Included page: ${includedTitle(node)}`])]),
];

const jira: Rewrite = ({ parameter }) => {
  const shown = parameter('key') || parameter('jqlquery');
  return shown ? [element('code', [shown])] : [];
};

const status: Rewrite = ({ parameter }) => {
  const text = parameter('title') || parameter('colour');
  return text ? [element('strong', [text])] : [];
};

const attachedFile: Rewrite = ({ node, parameter }) => {
  const name = fileNameIn(node) || parameter('name');
  return name ? [element('em', [`File: ${name}`])] : [];
};

/** A macro that is not listed keeps its body. */
const MACROS: Record<string, Rewrite> = {
  code,
  noformat: code,
  info: panel('Info'),
  note: panel('Note'),
  warning: panel('Warning'),
  tip: panel('Tip'),
  panel: panel(''),
  expand,
  'ui-expand': expand,
  include: included,
  'excerpt-include': included,
  jira,
  status,
  'view-file': attachedFile,
  viewpdf: attachedFile,
  viewdoc: attachedFile,
  viewxls: attachedFile,
  viewppt: attachedFile,
  toc: drop,
  'toc-zone': ({ body }) => body,
  children: drop,
  pagetree: drop,
  livesearch: drop,
  anchor: drop,
  contributors: drop,
  attachments: drop,
  gallery: drop,
  'recently-updated': drop,
  'content-by-label': drop,
  'blog-posts': drop,
};

const DROPPED_PARTS = [
  'ac:parameter',
  'ac:task-id',
  'ac:task-uuid',
  'ac:placeholder',
  'ac:adf-attribute',
  'ac:adf-fallback',
  'ac:adf-mark',
];

/** Replaces every macro by plain HTML, the inner ones first. */
export function rewriteMacros($: CheerioAPI): void {
  for (const node of elementsNamed($, 'ac:structured-macro', 'ac:macro').toReversed()) {
    const macro = readMacro(node);
    const rewrite = MACROS[macro.name] ?? keepBody;
    replaceNode(node, ...wrap(rewrite(macro)));
  }
  for (const node of elementsNamed($, ...DROPPED_PARTS)) replaceNode(node);
}

const keepBody: Rewrite = ({ body, plainText }) =>
  plainText === undefined ? body : [codeBlock(plainText)];

function readMacro(node: Element): Macro {
  const parameters = new Map(
    childrenNamed(node, 'ac:parameter').map((parameter) => [
      (parameter.attribs['ac:name'] ?? '').toLowerCase(),
      textOf(parameter).trim(),
    ]),
  );
  const plain = childrenNamed(node, 'ac:plain-text-body')[0];
  return {
    name: (node.attribs['ac:name'] ?? '').toLowerCase(),
    parameter: (name) => parameters.get(name) ?? '',
    body: childrenNamed(node, 'ac:rich-text-body').flatMap((body) => body.children),
    plainText: plain ? textOf(plain) : undefined,
    node,
  };
}

// Text that stood in a block of its own must not run into what stands before it.
function wrap(nodes: (ChildNode | string)[]): Element[] {
  const only = nodes[0];
  if (nodes.length === 0) return [];
  if (nodes.length === 1 && typeof only === 'object' && isTag(only)) return [only];
  return [element('div', nodes)];
}

function includedTitle(node: Element): string {
  return attributeBelow(node, 'ri:content-title') ?? 'another page';
}

function fileNameIn(node: Element): string | undefined {
  return attributeBelow(node, 'ri:filename');
}

function attributeBelow(node: Element, attribute: string): string | undefined {
  const own = node.attribs[attribute];
  if (own) return own;
  for (const child of node.children) {
    const found = 'attribs' in child ? attributeBelow(child, attribute) : undefined;
    if (found) return found;
  }
  return undefined;
}
