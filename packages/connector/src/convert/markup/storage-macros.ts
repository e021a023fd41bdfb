import { flattenBlocks } from '../flatten-blocks.ts';
import { closedMarkdown } from '../markdown/closed-markdown.ts';
import { CODE, EMPHASIS, STRONG } from '../tree.ts';
import { isLanguage } from './code-listing.ts';
import { labelledQuote, PANEL_LABELS } from './labelled-quote.ts';
import { decoded, headlineIn, putParameters } from './macro-parameters.ts';
import { findElement, isElement } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { type Macro, readMacro } from './read-macro.ts';
import { mention, type StorageNames, targetBelow, targetOf } from './storage-links.ts';
import type { Handler } from './walk-markup.ts';

type Rewrite = (macro: Macro, names: StorageNames) => void;

/** A list that the server makes anew for whoever looks: it holds nothing of this page but its title. */
const madeAnew: Rewrite = ({ walker, parameter }) => putTitle(walker.out, parameter('title'));

const panel =
  (label: string): Rewrite =>
  ({ walker, parameter, body, plainText }) => {
    const blocks = body ? walker.blocksOf(body) : codeOf(plainText, '');
    // Panels of one’s own say by a sign what they are for.
    const title = [parameter('panelicontext'), parameter('title')].filter(Boolean).join(' ');
    walker.out.addBlock(labelledQuote(label, title, blocks));
  };

function codeOf(text: string | undefined, language: string) {
  // One of the names in its list is that of two (`html/xml`).
  const [name = ''] = language.toLowerCase().split('/');
  return text ? [{ type: 'code' as const, text, language: isLanguage(name) ? name : '' }] : [];
}

const code: Rewrite = ({ walker, parameter, plainText, body }) => {
  putTitle(walker.out, parameter('title'));
  const language = parameter('language') || parameter('lang') || parameter('');
  for (const block of codeOf(plainText, language)) walker.out.addBlock(block);
  if (plainText === undefined && body)
    for (const block of walker.blocksOf(body)) walker.out.addBlock(block);
};

function putTitle(out: Macro['walker']['out'], title: string): void {
  if (title) out.addBlock({ type: 'paragraph', runs: [{ text: title, marks: STRONG }] });
}

const expand: Rewrite = (macro, names) => {
  if (!macro.parameter('title')) putTitle(macro.walker.out, macro.parameter('') || 'Details');
  keepBody(macro, names);
};

/** The name of a card or a tab stands on it. */
const tab: Rewrite = (macro, names) => {
  const name = macro.parameter('label') || macro.parameter('name') || macro.parameter('');
  if (titleOf(macro) === '') putTitle(macro.walker.out, name);
  keepBody(macro, names);
};

/** The other page is a document of its own, for whoever may read that. */
const included: Rewrite = ({ walker, node, parameter, setting }) => {
  const page = findElement(node, ({ attributes }) => 'ri:content-title' in attributes);
  const title = page?.attributes['ri:content-title'] || parameter('') || 'another page';
  const text = `Included page: ${title}`;
  if (parameter('inline') === 'true') {
    walker.out.addObject(text, { ...setting, marks: setting.marks | EMPHASIS });
  } else walker.out.addBlock({ type: 'paragraph', runs: [{ text, marks: EMPHASIS }] });
};

const jira: Rewrite = ({ walker, parameter, setting }) => {
  const query = parameter('jqlquery') || decoded(parameter('jql'));
  const shown = parameter('key') || query || parameter('');
  walker.out.addObject(shown, { ...setting, marks: setting.marks | CODE });
};

const status: Rewrite = ({ walker, parameter, setting }) => {
  const shown = parameter('title') || parameter('colour');
  walker.out.addObject(shown, { ...setting, marks: setting.marks | STRONG });
};

const attachedFile: Rewrite = ({ walker, node, parameter, setting }, names) => {
  const target = targetBelow(node);
  const own = node.attributes['ri:filename'] ?? '';
  const { text, url } = target ? targetOf(target, names) : { text: own, url: undefined };
  const name = text || parameter('name') || parameter('');
  if (!name) return;
  const address = walker.resolve(url);
  const marks = setting.marks | EMPHASIS;
  walker.out.addObject(`File: ${name}`, address ? { marks, url: address } : { ...setting, marks });
};

const profile: Rewrite = ({ walker, node, setting, parameter }, names) => {
  const user = findElement(node, ({ name }) => name === 'ri:user');
  const name = user ? mention(user, '', names) : parameter('user') && `@${parameter('user')}`;
  if (name) walker.out.addObject(name, setting);
};

/** A formula stands in its sentence, as whoever wrote it typed it. */
const inlineFormula: Rewrite = ({ walker, parameter, plainText, setting }) => {
  const text = parameter('body') || plainText || parameter('');
  walker.out.addObject(text.trim(), { ...setting, marks: setting.marks | CODE });
};

const formula: Rewrite = (macro, names) => {
  if (macro.plainText === undefined) inlineFormula(macro, names);
  else for (const block of codeOf(macro.plainText, 'latex')) macro.walker.out.addBlock(block);
};

/** What macros of many makers write above their body. */
const TITLES = ['heading', 'header', 'caption', 'linktext'];

/** Some say by a number which row is the heading. */
const titleOf = ({ parameter }: Macro) =>
  parameter('title') ||
  (TITLES.map(parameter).find((title) => /\p{L}/u.test(title)) ?? headlineIn(parameter('styles')));

/** Pages of HTML in a page: what it becomes is seen, and not how it is written. */
const html: Rewrite = ({ walker, plainText, body, setting }) => {
  const content = plainText === undefined ? (body ?? []) : parseMarkup(plainText).children;
  for (const block of walker.blocksOf(content, setting)) walker.out.addBlock(block);
};

/** A text that is Markdown by itself. */
const markdown: Rewrite = (macro, names) => {
  const { walker, plainText } = macro;
  if (plainText === undefined) keepBody(macro, names);
  else walker.out.addBlock({ type: 'markdown', text: closedMarkdown(plainText) });
};

/** How a page looks. */
const style: Rewrite = () => {};

/** A note stands where it is referred to, so that its sentence stays one. */
const footnote: Rewrite = (macro, names) => {
  const { walker, body, setting } = macro;
  if (body === undefined) {
    keepBody(macro, names);
    return;
  }
  walker.out.addText(' (', setting);
  for (const run of flattenBlocks(walker.blocksOf(body, setting)))
    walker.out.addText(run.text, run);
  walker.out.addText(')', setting);
};

/** Steps are counted by how they look. */
const steps: Rewrite = ({ walker, body = [], setting }) => {
  const items = body
    .filter((node) => isElement(node) || node.trim() !== '')
    .map((step) => ({ blocks: walker.blocksOf([step], setting) }))
    .filter(({ blocks }) => blocks.length > 0);
  walker.out.addBlock({ type: 'list', isOrdered: true, start: 1, items });
};

/** A box whose kind is one of its parameters. */
const typedPanel: Rewrite = (macro, names) =>
  panel(PANEL_LABELS.get(macro.parameter('type').toLowerCase()) ?? '')(macro, names);

const newPage: Rewrite = ({ walker, parameter, setting }) =>
  walker.out.addObject(parameter('buttonlabel') || parameter('createbuttonlabel'), setting);

const keepBody: Rewrite = (macro, names) => {
  const { walker, body, plainText, setting, parameter } = macro;
  if (body || plainText) putTitle(walker.out, titleOf(macro));
  for (const block of codeOf(plainText, '')) walker.out.addBlock(block);
  // Some stand in a sentence, and say so: blocks within them end it by themselves.
  const isInline = parameter('atlassian-macro-output-type').toUpperCase() === 'INLINE';
  if (body && isInline) walker.walk(body, setting);
  else if (body) {
    walker.out.endParagraph();
    walker.walk(body, setting);
    walker.out.endParagraph();
  } else if (!plainText) putParameters(macro, names);
};

const same = (names: string, rewrite: Rewrite): [string, Rewrite][] =>
  names.split(' ').map((name) => [name, rewrite]);

const MACROS: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ...same('code noformat', code),
  ...['info', 'note', 'warning', 'tip'].map((name): [string, Rewrite] => [
    name,
    panel(PANEL_LABELS.get(name) ?? ''),
  ]),
  ['panel', panel('')],
  ...same('expand ui-expand', expand),
  ...same('card tab tab-pane ui-tab localtab auitab', tab),
  ...same('html html-bobswift html-macro', html),
  ...same('markdown markdown-macro', markdown),
  ...same('style css stylesheet', style),
  ...same('footnote ac-footnote', footnote),
  ['ui-steps', steps],
  ...same('ui-textbox rw-ui-textbox-macro', typedPanel),
  ...same('create-from-template create-page', newPage),
  ...same('include excerpt-include', included),
  ...same('jira jiraissues jirachart', jira),
  ['status', status],
  ...same('view-file viewpdf viewdoc viewxls viewppt multimedia', attachedFile),
  ...same('profile profile-picture', profile),
  ...same(
    'mathinline math-inline eazy-math-inline latex-inline unmigrated-inline-wiki-markup',
    inlineFormula,
  ),
  ...same('mathblock math-block eazy-math latex-formatting latex', formula),
  ...same(
    'toc children pagetree livesearch anchor contributors contributors-summary attachments gallery recently-updated content-by-label contentbylabel blog-posts pagetreesearch change-history popular-labels related-labels listlabels spaces favpages tasks-report-macro content-report-table scroll-bookmark ui-children',
    madeAnew,
  ),
]);

/** A macro that is not listed keeps its body, and without one the texts among its parameters. */
export function macroHandlers(names: StorageNames): [string, Handler][] {
  const handler: Handler = (walker, node, setting) => {
    const macro = readMacro(walker, node, setting);
    const rewrite = MACROS.get(macro.name) ?? keepBody;
    rewrite(macro, names);
  };
  return [
    ['ac:structured-macro', handler],
    ['ac:macro', handler],
  ];
}
