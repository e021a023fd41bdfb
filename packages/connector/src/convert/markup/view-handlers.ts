import { type ListItem, STRONG } from '../tree.ts';
import { imageHandler } from './html-objects.ts';
import { labelledQuote, PANEL_LABELS } from './labelled-quote.ts';
import { findElement, isElement, type MarkupElement, textOf } from './parse-markup.ts';
import type { Handler } from './walk-markup.ts';

const drop: Handler = () => {};

const code: Handler = ({ out }, pre) => {
  const parameters = pre.attributes['data-syntaxhighlighter-params'] ?? '';
  const brush = parameters
    .slice(0, 500)
    .split(';')
    .map((part) => part.split(':', 2));
  const language = brush.find(([name]) => name?.trim() === 'brush')?.[1]?.trim() ?? '';
  out.addBlock({ type: 'code', text: textOf(pre, '\n'), language });
};

const codePanel: Handler = ({ out, blocksOf }, panel) => {
  const title = textOf(partOf(panel, 'codeHeader')).trim();
  if (title) out.addBlock({ type: 'paragraph', runs: [{ text: title, marks: STRONG }] });
  const content = panel.children.filter((child) => !isElement(child) || !has(child, 'codeHeader'));
  for (const block of blocksOf(content)) out.addBlock(block);
};

const message: Handler = ({ out, blocksOf }, box) => {
  const kind = ['information', 'note', 'warning', 'tip'].find((one) =>
    has(box, `confluence-information-macro-${one}`),
  );
  const title = textOf(partOf(box, 'title')).trim();
  const body = partOf(box, 'confluence-information-macro-body')?.children ?? [];
  out.addBlock(labelledQuote(PANEL_LABELS.get(kind ?? '') ?? 'Info', title, blocksOf(body)));
};

const panel: Handler = ({ out, blocksOf, walk }, box, setting) => {
  const content = partOf(box, 'panelContent');
  const title = textOf(partOf(box, 'panelHeader')).trim();
  if (content) out.addBlock(labelledQuote('', title, blocksOf(content.children)));
  else walk(box.children, setting);
};

const strongLine: Handler = ({ out }, element) =>
  out.addBlock({ type: 'paragraph', runs: [{ text: textOf(element).trim(), marks: STRONG }] });

const taskList: Handler = ({ out, blocksOf }, list, setting) => {
  const items = list.children.filter(isElement).map((item): ListItem => {
    const isTask = item.name === 'li';
    const blocks = blocksOf(isTask ? item.children : [item], setting);
    return isTask ? { blocks, isDone: has(item, 'checked') } : { blocks };
  });
  out.addBlock({ type: 'list', isOrdered: false, start: 1, items });
};

const person: Handler = ({ out }, link, setting) => {
  const name = textOf(link).trim();
  out.addText(name.startsWith('@') ? name : `@${name}`, setting);
};

const emoticon: Handler = ({ out }, { attributes }, setting) =>
  out.addText(attributes['data-emoji-fallback'] || attributes.alt || '', setting);

const picture: Handler = (walker, element, setting) => {
  const { attributes } = element;
  const alt = attributes.alt || attributes['data-linked-resource-default-alias'] || '';
  imageHandler(walker, { ...element, attributes: { ...attributes, alt } }, setting);
};

const status: Handler = ({ out }, element, setting) =>
  out.addObject(textOf(element).trim(), { ...setting, marks: setting.marks | STRONG });

const decision: Handler = ({ out, walk }, element, setting) => {
  const state = element.attributes['data-decision-state']?.toUpperCase();
  out.endParagraph();
  if (state) {
    out.addText(state === 'DECIDED' ? 'Decided:' : 'Undecided:', { ...setting, marks: STRONG });
    out.addText(' ');
  }
  walk(element.children, setting);
  out.endParagraph();
};

/** The first rule whose class an element has says what becomes of it. */
const BY_CLASS: readonly [className: string, Handler][] = [
  ...[
    ...['toc-macro', 'confluence-information-macro-icon', 'plugin_pagetree', 'aui-icon'],
    ...['expand-control-icon', 'recently-updated', 'hidden'],
  ].map((name): [string, Handler] => [name, drop]),
  ['confluence-information-macro', message],
  ['code panel', codePanel],
  ['panel', panel],
  ['expand-control-text', strongLine],
  ['inline-task-list', taskList],
  ['confluence-userlink', person],
  ['emoticon', emoticon],
  ['status-macro', status],
];

/** What only Confluence's own pages have, told by classes and data. */
export function viewHandlerOf(element: MarkupElement): Handler | undefined {
  const { attributes, name } = element;
  if (name === 'pre' && attributes['data-syntaxhighlighter-params'] !== undefined) return code;
  if (name === 'img' && attributes['data-linked-resource-default-alias']) {
    return has(element, 'emoticon') ? emoticon : picture;
  }
  if (attributes['data-decision-state'] !== undefined) return decision;
  if (attributes.class === undefined) return undefined;
  return BY_CLASS.find(([names]) => names.split(' ').every((one) => has(element, one)))?.[1];
}

const LONGEST_CLASSES = 2_000;

function has({ attributes }: MarkupElement, className: string): boolean {
  const classes = attributes.class?.slice(0, LONGEST_CLASSES) ?? '';
  return classes.includes(className) && classes.split(/\s+/).includes(className);
}

function partOf(element: MarkupElement, className: string): MarkupElement | undefined {
  return (
    element.children.filter(isElement).find((child) => has(child, className)) ??
    findElement(element, (child) => has(child, className))
  );
}
