import type { Setting } from '../build-blocks.ts';
import { isFixedWidthName } from '../fixed-width-names.ts';
import { flattenBlocks } from '../flatten-blocks.ts';
import { type Block, CODE, EMPHASIS, LOWERED, paragraph, RAISED, STRIKE, STRONG } from '../tree.ts';
import { admonitionOf, BOX } from './admonitions.ts';
import {
  classesOf,
  codesIn,
  codeTextOf,
  drawnListing,
  isDrawnListing,
  isNumbering,
  languageAround,
  languageOf,
} from './code-listing.ts';
import { drawnFormula, isFormulaScript } from './drawn-formulas.ts';
import { formHandlers } from './html-forms.ts';
import { definitionHandlers, listHandler } from './html-lists.ts';
import {
  areaHandler,
  drawingHandler,
  embeddedHandler,
  imageHandler,
  linkHandler,
} from './html-objects.ts';
import { roleHandlers } from './html-roles.ts';
import { tableHandler } from './html-tables.ts';
import { clearedByStyle, isFixedWidth, isOfCode } from './inline-style.ts';
import { labelledQuote } from './labelled-quote.ts';
import {
  childrenNamed,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from './markup-tree.ts';
import { mathText, typedFormula } from './math-text.ts';
import type { Handler, Walker } from './walk-markup.ts';

const drop: Handler = () => {};

const block: Handler = (walker, element, setting) => {
  const { out, walk } = walker;
  const { children, attributes } = element;
  if (attributes.style !== undefined && isOfCode(attributes.style)) {
    preformatted(walker, element, setting);
    return;
  }
  const isTold = attributes.class !== undefined && MAY_BE_KNOWN.test(attributes.class);
  const known = isTold ? knownBlock(walker, element, setting) : undefined;
  if (known) {
    out.addBlock(known);
    return;
  }
  const language = attributes.class === undefined ? '' : languageAround(element);
  out.endParagraph();
  walk(children, language === '' ? setting : { ...setting, language });
  out.endParagraph();
};

const MAY_BE_KNOWN = new RegExp(`${BOX.source}|fragment|math|arithmatex`);

/** What programs write as mere parts of a page, and tell apart by a class. */
function knownBlock(walker: Walker, element: MarkupElement, setting: Setting): Block | undefined {
  const admonition = admonitionOf(element);
  if (admonition) {
    const { title, content } = admonition;
    return labelledQuote('', title, walker.blocksOf(content, setting));
  }
  if (isDrawnListing(element)) return { type: 'code', text: drawnListing(element), language: '' };
  const typed = drawnFormula(element);
  return typed === undefined ? undefined : paragraph({ text: typed, marks: CODE });
}

/** Adds a mark to what stands in the element. */
export const marked =
  (mark: number): Handler =>
  ({ walk }, { children, attributes: { style } }, setting) => {
    const kept = style ? mark & ~clearedByStyle(style) : mark;
    walk(children, { ...setting, marks: setting.marks | kept });
  };

const heading =
  (depth: number): Handler =>
  ({ out, blocksOf }, { children }, setting) =>
    out.addBlock({ type: 'heading', depth, runs: flattenBlocks(blocksOf(children, setting)) });

const quote: Handler = ({ out, blocksOf }, { children }, setting) =>
  out.addBlock({ type: 'quote', blocks: blocksOf(children, setting) });

const preformatted: Handler = ({ out }, element, { language = '' }) => {
  if (isNumbering(element)) return;
  for (const one of codesIn(element)) {
    // The parser of HTML drops a line break right behind the tag, and browsers show none at the end.
    const text = codeTextOf(one).replace(/^\r?\n|\r?\n$/g, '');
    out.addBlock({ type: 'code', text, language: languageOf(one) || language });
  }
};

/** In a line, unless a style says that it keeps the lines that it has. */
const inlineCode: Handler = (walker, element, setting) => {
  const isBlock = setting.keepsLines && codeTextOf(element).trim().includes('\n');
  (isBlock ? preformatted : marked(CODE))(walker, element, setting);
};

/** Words in a font for code are that; a whole page in one is only how it looks. */
const span: Handler = ({ out, walk }, element, setting) => {
  const { children, attributes } = element;
  const { face, style } = attributes;
  const isTold = attributes.class !== undefined && MAY_BE_MORE.test(attributes.class);
  const kind = isTold ? kindOfSpan(element) : undefined;
  if (kind === 'unseen') return;
  if (kind !== undefined) {
    out.addObject(kind.text, { ...setting, marks: setting.marks | kind.marks });
    return;
  }
  const isCode = isFixedWidthName(face?.split(',', 1)[0]) || (style && isFixedWidth(style));
  walk(children, isCode ? { ...setting, marks: setting.marks | CODE } : setting);
};

const MAY_BE_MORE = /mw-|selected-value|math/;

/** What programs write as mere spans, and is more than a part of a text. */
function kindOfSpan(
  element: MarkupElement,
): { text: string; marks: number } | 'unseen' | undefined {
  const classes = classesOf(element);
  if (classes.some((name) => WIKI_TOOLS.has(name))) return 'unseen';
  const typed = drawnFormula(element);
  if (typed !== undefined) return { text: typed, marks: CODE };
  // A value of several in a table of Notion.
  return classes.includes('selected-value')
    ? { text: textOf(element).trim(), marks: 0 }
    : undefined;
}

/** MediaWiki: the button behind a heading, and the way back from a note. */
const WIKI_TOOLS = new Set(['mw-editsection', 'mw-cite-backlink']);

const lineBreak: Handler = ({ out }) => out.addBreak();
const rule: Handler = ({ out }) => out.addBlock({ type: 'rule' });

const summary: Handler = (walker, element, setting) =>
  block(walker, element, { ...setting, marks: setting.marks | STRONG });

const quoted: Handler = ({ out, walk }, { children }, setting) => {
  out.addText('“', setting);
  walk(children, setting);
  out.addText('”', setting);
};

/** A note of MediaWiki, which stands where it is referred to. */
const reference: Handler = ({ out, walk }, element, setting) => {
  if (textOf(element).trim() === '') return;
  out.addText(' (', setting);
  walk(element.children, setting);
  out.addText(')', setting);
};

/** A sign in a message of Teams. */
const sign: Handler = ({ out }, { attributes }, setting) =>
  out.addText(attributes.alt ?? '', setting);

/** A word whole, and then how it is read: signs with their readings between them nobody would find. */
const ruby: Handler = ({ out, walk }, { children }, setting) => {
  const isReading = (node: MarkupNode) => isElement(node) && /^r(?:t|tc|p)$/.test(node.name);
  walk(
    children.filter((node) => !isReading(node)),
    setting,
  );
  const readings = children.filter(isElement).flatMap(readingsIn);
  for (const [index, reading] of readings.entries()) {
    out.addText(index === 0 ? ' (' : ' ', setting);
    walk(reading.children, setting);
  }
  if (readings.length > 0) out.addText(')', setting);
};

function readingsIn(element: MarkupElement): MarkupElement[] {
  if (element.name === 'rt') return [element];
  const inner = element.name === 'rtc' ? childrenNamed(element, 'rt') : [];
  return element.name === 'rtc' && inner.length === 0 ? [element] : inner;
}

/** A formula as whoever wrote it typed it, if the page has that. */
const formula: Handler = ({ out }, element, setting) => {
  const text = typedFormula(element, 'tex') ?? mathText(element).trim();
  out.addObject(text, { ...setting, marks: CODE });
};

/** A formula that a program of the page would draw. */
const script: Handler = ({ out }, element, setting) => {
  if (isFormulaScript(element)) out.addObject(textOf(element).trim(), { ...setting, marks: CODE });
};

/** A part of the page that browsers show in the place of its host; any other is only kept for later. */
const template: Handler = (walker, element, setting) => {
  if (element.attributes.shadowrootmode !== undefined) block(walker, element, setting);
};

const all = (names: string, handler: Handler): [string, Handler][] =>
  names.split(' ').map((name) => [name, handler]);

/** What HTML's elements become; any other keeps its content. */
export const HTML_HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...all(
    'style noscript applet canvas head title meta link base datalist rp param source track',
    drop,
  ),
  ...all(
    'p div section article aside main nav search header footer address figure figcaption form fieldset legend hgroup details dialog body html center menuitem optgroup option li caption tbody thead tfoot tr td th',
    block,
  ),
  ...[1, 2, 3, 4, 5, 6].map((depth): [string, Handler] => [`h${depth}`, heading(depth)]),
  ...all('strong b', marked(STRONG)),
  ...all('em i cite dfn var', marked(EMPHASIS)),
  ...all('del s strike', marked(STRIKE)),
  ...all('code kbd samp tt', inlineCode),
  ...all('span font', span),
  ['sup', marked(RAISED)],
  ['sub', marked(LOWERED)],
  ['blockquote', quote],
  ...all('pre listing xmp', preformatted),
  ['br', lineBreak],
  ['ref', reference],
  ['hr', rule],
  ['summary', summary],
  ['q', quoted],
  ['ruby', ruby],
  ['math', formula],
  ['script', script],
  ['svg', drawingHandler],
  ['template', template],
  ['a', linkHandler],
  ...all('img amp-img', imageHandler),
  ['emoji', sign],
  ['area', areaHandler],
  ...all('iframe frame embed object video audio amp-iframe amp-video amp-audio', embeddedHandler),
  ...all('ul ol menu dir', listHandler),
  ...definitionHandlers,
  ...formHandlers,
  ...roleHandlers,
  ['table', tableHandler],
]);
