import { type BlockBuilder, PLAIN, type Setting } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import {
  childrenNamed,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from '../../markup/markup-tree.ts';
import type { Handler, Walker } from '../../markup/walk-markup.ts';
import { CODE, plainRun, type Run, STRONG, textOfRuns } from '../../tree.ts';
import type { OdfContext } from './odf-context.ts';
import { drawnHandlers, frame, SHAPES } from './odf-drawn.ts';
import { section, variableHandlers } from './odf-fields.ts';
import { isHiddenElement } from './odf-hidden.ts';
import { numberedHandlers } from './odf-lists.ts';
import type { OdfStyles } from './odf-styles.ts';
import { odfTable } from './odf-tables.ts';

const drop: Handler = () => {};

/** What elements of OpenDocument become; any other keeps its content. */
export function odfHandlers(context: OdfContext): ReadonlyMap<string, Handler> {
  const { styles } = context;
  const ifShown = (handler: Handler) => unlessHidden(context, handler);
  return new Map<string, Handler>([
    ['text:p', ifShown(paragraphHandler(styles))],
    ...numberedHandlers(styles),
    ['text:span', ifShown(spanHandler(styles))],
    ['text:section', ifShown(section)],
    ['text:hidden-text', ifShown(content)],
    ...variableHandlers(),
    [
      'text:a',
      ({ walk, resolve }, { attributes, children }, setting) => {
        const url = resolve(attributes['xlink:href']);
        walk(children, url === undefined ? setting : { ...setting, url });
      },
    ],
    ['text:s', ({ out }, _, setting) => out.addText(' ', setting)],
    ['text:tab', ({ out }, _, setting) => out.addText(' ', setting)],
    ['text:line-break', ({ out }) => out.addBreak()],
    ['text:note', note],
    ['office:annotation', annotation],
    ['text:ruby-text', reading],
    ['table:table', odfTable(context.hidden)],
    ...drawnHandlers(context),
    ['draw:page', slideHandler(context)],
    ...SHAPES.map((name): [string, Handler] => [name, ifShown(frame)]),
    ['presentation:notes', speakerNotes],
    ...[
      ...['text:tracked-changes', 'office:annotation-end', 'text:sequence-decls', 'office:forms'],
      ...['svg:title', 'svg:desc', 'draw:image', 'text:soft-page-break', 'field:param'],
      'text:script',
      // How an index is made, with its title once more.
      ...INDEXES.map((name) => `text:${name}-source`),
      ...[
        'text:page-number',
        'presentation:header',
        'presentation:footer',
        'presentation:date-time',
      ],
      ...['presentation:date-time-decl', 'presentation:footer-decl', 'presentation:header-decl'],
      ...[
        'text:variable-decls',
        'text:user-field-decls',
        'table:calculation-settings',
        'draw:enhanced-geometry',
      ],
    ].map((name): [string, Handler] => [name, drop]),
  ]);
}

const INDEXES = [
  ...['table-of-content', 'illustration-index', 'table-index', 'object-index', 'user-index'],
  ...['alphabetical-index', 'bibliography'],
];

const content: Handler = ({ walk }, { children }, setting) => walk(children, setting);

const unlessHidden =
  ({ styles, hidden }: OdfContext, handler: Handler): Handler =>
  (walker, element, setting) => {
    if (!isHiddenElement(element, styles)) handler(walker, element, setting);
    else if (element.name.startsWith('draw:')) hidden.one('shape');
    else if (textOf(element).trim() !== '') hidden.text();
  };

const paragraphHandler =
  (styles: OdfStyles): Handler =>
  (walker, element, setting) => {
    const style = element.attributes['text:style-name'];
    const role = styles.roleOf(style) ?? (isOfCode(element, styles) ? 'code' : undefined);
    if (role !== undefined) {
      addRole(walker, role, { element, setting });
      return;
    }
    walker.out.endParagraph();
    walker.walk(element.children, marked(setting, styles.marksOf(style)));
    walker.out.endParagraph();
  };

/** All of its texts are set as code, piece by piece: how people write it who know no styles. */
function isOfCode({ children }: MarkupElement, styles: OdfStyles): boolean {
  const shown = children.filter((child) => isElement(child) || child.trim() !== '');
  const isCode = (child: MarkupNode) =>
    isElement(child) &&
    (BLANKS.has(child.name) ||
      (child.name === 'text:span' && styles.isCode(child.attributes['text:style-name'])));
  return shown.every(isCode) && shown.some((child) => isElement(child) && !BLANKS.has(child.name));
}

const BLANKS = new Set(['text:s', 'text:tab', 'text:line-break', 'text:soft-page-break']);

function addRole(
  walker: Walker,
  role: 'code' | 'quote' | 'title',
  { element, setting }: { element: MarkupElement; setting: Setting },
): void {
  const { out, blocksOf } = walker;
  if (role === 'code') {
    addCode(walker, codeTextOf(element));
    return;
  }
  const blocks = blocksOf(element.children, setting);
  const last = out.last();
  if (role === 'title') out.addBlock({ type: 'heading', depth: 1, runs: flattenBlocks(blocks) });
  else if (last?.type === 'quote') last.blocks.push(...blocks);
  else out.addBlock({ type: 'quote', blocks });
}

/** Each line of code is a paragraph of its own. */
function addCode({ out }: Walker, text: string): void {
  const last = out.last();
  if (last?.type === 'code') last.text += `\n${text}`;
  else out.addBlock({ type: 'code', text: text === '' ? ' ' : text, language: '' });
}

function codeTextOf(element: MarkupElement): string {
  return element.children
    .map((child) => {
      if (!isElement(child)) return child;
      const count = Number(child.attributes['text:c'] ?? 1) || 1;
      if (child.name === 'text:s') return ' '.repeat(Math.min(count, 1_000));
      if (child.name === 'text:tab') return '\t';
      return child.name === 'text:line-break' ? '\n' : codeTextOf(child);
    })
    .join('');
}

function marked(setting: Setting, marks: number): Setting {
  return marks === 0 ? setting : { ...setting, marks: setting.marks | marks };
}

const spanHandler =
  (styles: OdfStyles): Handler =>
  ({ walk }, { attributes, children }, setting) => {
    const style = attributes['text:style-name'];
    const code = styles.isCode(style) ? CODE : 0;
    walk(children, marked(setting, styles.marksOf(style) | code));
  };

/** A note stands in brackets in its sentence, with its links. */
const note: Handler = ({ out, blocksOf }, element, setting) => {
  const body = childrenNamed(element, 'text:note-body').flatMap(({ children }) => children);
  addWithin(out, flattenBlocks(blocksOf(body)), { start: ' (', end: ')', setting });
};

function addWithin(
  out: BlockBuilder,
  runs: readonly Run[],
  { start, end, setting }: { start: string; end: string; setting: Setting },
): void {
  const shown = trimmed(runs);
  out.addText(start, setting);
  for (const { text, marks, url } of shown)
    out.addText(text, { marks: setting.marks | marks, url: url ?? setting.url });
  out.addText(end, setting);
}

/** Without blanks at the ends. */
function trimmed(runs: readonly Run[]): Run[] {
  const first = runs.findIndex(({ text }) => text.trim() !== '');
  const last = runs.findLastIndex(({ text }) => text.trim() !== '');
  return runs.slice(Math.max(0, first), last + 1).map((run, at, all) => {
    const text = at === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: at === all.length - 1 ? text.trimEnd() : text };
  });
}

const reading: Handler = ({ out }, element, setting) =>
  out.addText(` (${textOf(element).trim()})`, setting);

/** The name that programs have for it changed with time. */
const RESOLVED = ['loext:resolved', 'officeooo:resolved', 'office:resolved'];

const annotation: Handler = ({ out, blocksOf }, element) => {
  const author = textOf(childrenNamed(element, 'dc:creator')[0]).trim();
  const content = element.children.filter(
    (child) => isElement(child) && !/^(dc|meta):/.test(child.name),
  );
  const runs = flattenBlocks(blocksOf(content));
  const isSettled = RESOLVED.some((name) => element.attributes[name] === 'true');
  const start = ` [${author ? `${author}: ` : ''}${isSettled ? '(resolved) ' : ''}`;
  if (textOfRuns(runs).trim() !== '') addWithin(out, runs, { start, end: '] ', setting: PLAIN });
};

const slideHandler =
  ({ styles, hidden }: OdfContext): Handler =>
  (walker, page, setting) => {
    if (styles.isHidden(page.attributes['draw:style-name'])) hidden.one('slide');
    else slide(walker, page, setting);
  };

const slide: Handler = ({ out, blocksOf }, page) => {
  const frames = page.children.filter(isElement);
  const title = frames.find(({ attributes }) => attributes['presentation:class'] === 'title');
  const runs = title ? flattenBlocks(blocksOf([title])) : [];
  const name = page.attributes['draw:name'] ?? 'Slide';
  out.addBlock({ type: 'heading', depth: 2, runs: runs.length > 0 ? runs : [plainRun(name)] });
  for (const block of blocksOf(frames.filter((one) => one !== title))) out.addBlock(block);
};

const speakerNotes: Handler = ({ out, blocksOf }, element) => {
  const blocks = blocksOf(
    element.children.filter((child) => isElement(child) && child.name === 'draw:frame'),
  );
  if (blocks.length === 0) return;
  const label = { type: 'paragraph' as const, runs: [{ text: 'Notes:', marks: STRONG }] };
  out.addBlock({ type: 'quote', blocks: [label, ...blocks] });
};
