import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { HtmlInput } from './html.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import { textOf } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { adfHandlers } from './storage-adf.ts';
import { linkHandlers, type StorageNames } from './storage-links.ts';
import { macroHandlers } from './storage-macros.ts';
import { taskHandlers } from './storage-tasks.ts';
import { blocksOfMarkup, type Handler } from './walk-markup.ts';

export type StorageInput = HtmlInput & {
  /** Display names of the people mentioned, by account id or user key. */
  people?: Record<string, string> | undefined;
  /** The page itself, for links to others and to its own files. */
  page?: { webBase: string; spaceKey: string; id: string } | undefined;
};

/**
 * Confluence's storage format (XHTML with `ac:` and `ri:` elements) to Markdown. Included pages
 * stay a reference: they are documents of their own.
 */
export function storageToMarkdown({ text, baseUrl, people, page }: StorageInput): string {
  const names = namesOf(people, page);
  const handlers = new Map<string, Handler>([
    ...HTML_HANDLERS,
    ['a', cardOrLink],
    ...PARTS,
    ...linkHandlers(names),
    ...macroHandlers(names),
    ...adfHandlers,
    ...taskHandlers,
  ]);
  return writeMarkdown(blocksOfMarkup(parseMarkup(text), { handlers, baseUrl }));
}

const drop: Handler = () => {};
const block: Handler = ({ out, walk }, { children }, setting) => {
  out.endParagraph();
  walk(children, setting);
  out.endParagraph();
};

/** A card is made of its address, so that the link itself may be empty. */
const cardOrLink: Handler = (walker, element, setting) => {
  const { href, 'data-card-appearance': card } = element.attributes;
  const isCard = card !== undefined && textOf(element).trim() === '';
  const children = isCard && href ? [href] : element.children;
  HTML_HANDLERS.get('a')?.(walker, { ...element, children }, setting);
};

/** Parts of macros, tasks and layouts where they stand outside of these. */
const PARTS: [string, Handler][] = [
  ...['ac:parameter', 'ac:task-id', 'ac:task-uuid', 'ac:placeholder'].map(
    (name): [string, Handler] => [name, drop],
  ),
  ...['ac:layout', 'ac:layout-section', 'ac:layout-cell', 'ac:rich-text-body', 'ac:task-body'].map(
    (name): [string, Handler] => [name, block],
  ),
];

function namesOf(people: StorageInput['people'], page: StorageInput['page']): StorageNames {
  const at = (...parts: string[]) => page && [page.webBase, ...parts].join('/');
  return {
    personName: (id) => (people && Object.hasOwn(people, id) ? people[id] : undefined),
    pageUrl: ({ title, space = page?.spaceKey ?? '', day }) =>
      at('display', ...[space, ...(day?.split('/') ?? []), title].map(encode)),
    spaceUrl: (key) => at('display', encode(key)),
    contentUrl: (id) => at('pages', `viewpage.action?pageId=${encode(id)}`),
    fileUrl: (file) => page && at('download', 'attachments', encode(page.id), encode(file)),
  };
}

function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
