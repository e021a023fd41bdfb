import { closedMarkdown } from '../markdown/closed-markdown.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import { safeAddress } from '../safe-address.ts';
import {
  type Block,
  EMPHASIS,
  type ListItem,
  paragraph,
  plainRun,
  type Run,
  STRONG,
} from '../tree.ts';
import { classesOf } from './code-listing.ts';
import { htmlToBlocks } from './html.ts';
import { HTML_HANDLERS } from './html-handlers.ts';
import { fileNameOf } from './html-objects.ts';
import { parseMarkup } from './parse-markup.ts';
import { blocksOfMarkup, type Handler } from './walk-markup.ts';

/** A value by the place that it has in a part: `items[0].title`. */
export type PartValue = { key: string; value: string };

/** A part of a SharePoint page. Some have HTML, others a program that shows the values. */
export type WebPart = {
  html: string;
  /** What the part is called in the list that people choose it from. */
  name: string;
  kind: string;
  texts: readonly PartValue[];
  htmls: readonly PartValue[];
  links: readonly PartValue[];
  /** What a picture is described by. */
  image: string;
  /** Of a part with code. */
  language: string;
};

export type WebPartInput = { part: WebPart; baseUrl?: string | undefined };

/** Its code is Markdown, which people see as what it means. */
const MARKDOWN = '1ef5ed11-ce7b-44be-bc5e-4abd55101d16';

/** A line and a gap between other parts. */
const LAYOUT = new Set([
  '2161a1c6-db61-4731-b97c-3cdb303f7cbb',
  '8654b779-4886-46d4-8ffb-b5ed960ee986',
]);

/** What a part of a SharePoint page shows, as Markdown; of one without any words its name. */
export function webPartToMarkdown({ part, baseUrl }: WebPartInput): string {
  if (part.html !== '') return writeMarkdown(textBlocks(part.html, baseUrl));
  const code = part.texts.find(({ key }) => key === 'code')?.value;
  if (part.kind === MARKDOWN && code) return closedMarkdown(code);
  const blocks = [...plainBlocks(part, baseUrl), ...itemBlocks(part, baseUrl)];
  const shown = writeMarkdown(blocks);
  if (shown === '' && LAYOUT.has(part.kind)) return '';
  return shown === '' ? writeMarkdown([paragraph(plainRun(part.name))]) : shown;
}

/** A part with text, in which pictures are empty elements that a program fills. */
function textBlocks(html: string, baseUrl: string | undefined): Block[] {
  const handlers = new Map<string, Handler>([...HTML_HANDLERS, ['div', pictureOrBlock]]);
  return blocksOfMarkup(parseMarkup(html), { handlers, baseUrl });
}

const pictureOrBlock: Handler = (walker, element, setting) => {
  if (!classesOf(element).includes('imagePlugin')) {
    HTML_HANDLERS.get('div')?.(walker, element, setting);
    return;
  }
  const said = (name: string) =>
    (
      element.attributes[`data-${name}text`] ??
      element.attributes[`data-${name}-text`] ??
      ''
    ).trim();
  const name = said('alt') || fileNameOf(element.attributes['data-imageurl']) || '';
  const texts = [said('overlay'), said('caption')].filter((text) => text !== '');
  if (name !== '') walker.out.addBlock(paragraph({ text: `Image: ${name}`, marks: EMPHASIS }));
  for (const text of texts) walker.out.addBlock(paragraph(plainRun(text)));
};

const GROUP = /^(.{0,100}\[\d{1,6}\])\.?/;
const groupOf = ({ key }: PartValue) => GROUP.exec(key)?.[1] ?? '';
/** These only help a part to make addresses. */
const NO_LINK = /baseUrl|image|thumbnail|icon/i;

/** What stands in a part beside its entries. */
function plainBlocks({ texts, htmls, links, image, language }: WebPart, baseUrl?: string): Block[] {
  const link = links.find((one) => groupOf(one) === '' && !NO_LINK.test(one.key));
  let url = safeAddress(link?.value, baseUrl);
  const blocks: Block[] = [];
  if (image) blocks.push(paragraph({ text: `Image: ${image}`, marks: EMPHASIS }));
  for (const { key, value } of texts.filter((one) => groupOf(one) === '')) {
    if (key === 'code') blocks.push({ type: 'code', text: value.replace(/\n$/, ''), language });
    else if (key === 'title') blocks.push(paragraph({ text: value, marks: STRONG }));
    else {
      blocks.push(paragraph(linked(value, url)));
      url = undefined;
    }
  }
  for (const one of htmls.filter((each) => groupOf(each) === ''))
    blocks.push(...htmlToBlocks(parseMarkup(one.value), baseUrl));
  return link && url ? [...blocks, paragraph(linked(nameOf(link.value), url))] : blocks;
}

/** Entries of a part as points: the first text of each leads where the entry does. */
function itemBlocks({ texts, htmls, links }: WebPart, baseUrl?: string): Block[] {
  const groups = Map.groupBy([...texts, ...htmls, ...links], groupOf);
  groups.delete('');
  const [isText, isHtml, isLink] = [texts, htmls, links].map((all) => new Set(all));
  const items = [...groups.values()].flatMap((values): ListItem[] => {
    const target = values.find((one) => isLink?.has(one) && !NO_LINK.test(one.key));
    const url = safeAddress(target?.value, baseUrl);
    const own = values.filter((one) => isText?.has(one) && one.value.trim() !== '');
    const [first, ...rest] = own.map(({ value }) => value.trim());
    const rich = values
      .filter((one) => isHtml?.has(one))
      .flatMap((one) => htmlToBlocks(parseMarkup(one.value), baseUrl));
    if (first === undefined && !(target && url)) return rich.length > 0 ? [{ blocks: rich }] : [];
    const runs = [linked(first ?? nameOf(target?.value ?? ''), url)];
    const shown = paragraph(...runs, ...rest.map((text) => plainRun(`\n${text}`)));
    return [{ blocks: [shown, ...rich] }];
  });
  return items.length > 0 ? [{ type: 'list', isOrdered: false, start: 1, items }] : [];
}

/** A file of the site is called by its name, anything else by its address. */
function nameOf(address: string): string {
  return (address.startsWith('/') && fileNameOf(address)) || address;
}

function linked(text: string, url: string | undefined): Run {
  return url === undefined ? plainRun(text) : { text, marks: 0, url };
}
