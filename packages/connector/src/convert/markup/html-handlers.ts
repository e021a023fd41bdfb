import { boxOf, flattenBlocks } from '../flatten-blocks.ts';
import { CODE, EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../tree.ts';
import { definitionHandlers, listHandler } from './html-lists.ts';
import { embeddedHandler, imageHandler, linkHandler } from './html-objects.ts';
import { tableHandler } from './html-tables.ts';
import { childrenNamed, isElement, type MarkupElement, textOf } from './parse-markup.ts';
import type { Handler } from './walk-markup.ts';

const drop: Handler = () => {};

const block: Handler = ({ out, walk }, { children }, setting) => {
  out.endParagraph();
  walk(children, setting);
  out.endParagraph();
};

/** Adds a mark to what stands in the element. */
export const marked =
  (mark: number): Handler =>
  ({ walk }, { children }, setting) =>
    walk(children, { ...setting, marks: setting.marks | mark });

const heading =
  (depth: number): Handler =>
  ({ out, blocksOf }, { children }, setting) =>
    out.addBlock({ type: 'heading', depth, runs: flattenBlocks(blocksOf(children, setting)) });

const quote: Handler = ({ out, blocksOf }, { children }, setting) =>
  out.addBlock({ type: 'quote', blocks: blocksOf(children, setting) });

const preformatted: Handler = ({ out }, element) => {
  // The parser of HTML drops a line break right behind the tag; people put it there for the eye.
  const text = textOf(element, '\n').replace(/^\r?\n/, '');
  out.addBlock({ type: 'code', text, language: languageOf(element) });
};

const LANGUAGE_PREFIXES = ['language-', 'lang-', 'highlight-source-', 'brush:'];
const NOT_A_LANGUAGE = new Set(['none', 'text', 'plain', 'plaintext']);

function languageOf(pre: MarkupElement): string {
  const inner = pre.children.find(isElement);
  const hints = [pre, ...(inner ? [inner] : [])].flatMap(({ attributes }) => [
    ...(attributes.class ?? '').slice(0, 500).split(/\s+/),
    attributes['data-lang'] ? `lang-${attributes['data-lang']}` : '',
  ]);
  for (const prefix of LANGUAGE_PREFIXES) {
    const found = hints.find((hint) => hint.startsWith(prefix));
    const language = found?.slice(prefix.length).toLowerCase().slice(0, 30) ?? '';
    if (language !== '' && !NOT_A_LANGUAGE.has(language)) return language;
  }
  return '';
}

const lineBreak: Handler = ({ out }) => out.addBreak();
const rule: Handler = ({ out }) => out.addBlock({ type: 'rule' });

/** A box that is no point of a list: its state is shown in the sentence. */
const input: Handler = ({ out }, { attributes }, setting) => {
  if (attributes.type?.toLowerCase() !== 'checkbox') return;
  out.addText(boxOf(attributes.checked !== undefined), setting);
};

const summary: Handler = (walker, element, setting) =>
  block(walker, element, { ...setting, marks: setting.marks | STRONG });

const quoted: Handler = ({ out, walk }, { children }, setting) => {
  out.addText('“', setting);
  walk(children, setting);
  out.addText('”', setting);
};

const ruby: Handler = ({ out, walk }, { children }, setting) => {
  out.addText(' (', setting);
  walk(children, setting);
  out.addText(')', setting);
};

/** A formula as whoever wrote it typed it, if the page has that, and else its signs in a row. */
const formula: Handler = ({ out }, element, setting) => {
  const semantics = childrenNamed(element, 'semantics')[0];
  const source = childrenNamed(semantics ?? element, 'annotation').find(({ attributes }) =>
    (attributes.encoding ?? '').toLowerCase().includes('tex'),
  );
  const text = textOf(source ?? element).trim();
  out.addObject(text, { ...setting, marks: CODE });
};

const all = (names: string, handler: Handler): [string, Handler][] =>
  names.split(' ').map((name) => [name, handler]);

/** What HTML's elements become; any other keeps its content. */
export const HTML_HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...all(
    'script style noscript template applet svg canvas head title meta link base select datalist rp area map param source track',
    drop,
  ),
  ...all(
    'p div section article aside main nav header footer address figure figcaption form fieldset legend hgroup details dialog body html center menuitem optgroup option li caption tbody thead tfoot tr td th',
    block,
  ),
  ...[1, 2, 3, 4, 5, 6].map((depth): [string, Handler] => [`h${depth}`, heading(depth)]),
  ...all('strong b', marked(STRONG)),
  ...all('em i cite dfn var', marked(EMPHASIS)),
  ...all('del s strike', marked(STRIKE)),
  ...all('code kbd samp tt', marked(CODE)),
  ['sup', marked(RAISED)],
  ['sub', marked(LOWERED)],
  ['blockquote', quote],
  ...all('pre listing xmp', preformatted),
  ['br', lineBreak],
  ['hr', rule],
  ['input', input],
  ['summary', summary],
  ['q', quoted],
  ['rt', ruby],
  ['math', formula],
  ['a', linkHandler],
  ['img', imageHandler],
  ...all('iframe embed object video audio', embeddedHandler),
  ...all('ul ol menu dir', listHandler),
  ...definitionHandlers,
  ['table', tableHandler],
]);
