import type { CheerioAPI } from 'cheerio';
import { codeBlock, element, parseMarkup, textOf } from './dom.ts';
import { documentToMarkdown, type HtmlInput } from './html-to-markdown.ts';
import { labelledQuote } from './storage-macros.ts';

const PANELS: Record<string, string> = {
  information: 'Info',
  note: 'Note',
  warning: 'Warning',
  tip: 'Tip',
};

const NOT_CONTENT =
  '.toc-macro, .confluence-information-macro-icon, .plugin_pagetree, .expand-control-icon, .recently-updated, .hidden, .aui-icon';

/** The HTML that Confluence itself shows (`body.view`), with included pages filled in, to Markdown. */
export function viewToMarkdown({ text, baseUrl }: HtmlInput): string {
  const $ = parseMarkup(text);
  $(NOT_CONTENT).remove();
  rewriteCode($);
  rewritePanels($);
  rewriteInline($);
  return documentToMarkdown($, { baseUrl });
}

function rewriteCode($: CheerioAPI): void {
  $('pre[data-syntaxhighlighter-params]').each((_, pre) => {
    const language = /brush:\s*([\w+#.-]+)/.exec(
      pre.attribs['data-syntaxhighlighter-params'] ?? '',
    );
    $(pre).replaceWith(codeBlock(textOf(pre), language?.[1]));
  });
  $('.code.panel').each((_, panel) => {
    const title = $(panel).children('.codeHeader').text().trim();
    const content = $(panel).find('pre').get();
    $(panel).replaceWith(
      element('div', [...(title ? [element('p', [element('strong', [title])])] : []), ...content]),
    );
  });
}

function rewritePanels($: CheerioAPI): void {
  for (const box of $('.confluence-information-macro').get().toReversed()) {
    const kind = /confluence-information-macro-(information|note|warning|tip)/.exec(
      $(box).attr('class') ?? '',
    )?.[1];
    const title = $(box).children('.title').text().trim();
    const body = $(box).children('.confluence-information-macro-body').contents().get();
    $(box).replaceWith(labelledQuote(PANELS[kind ?? ''] ?? 'Info', title, body));
  }
  for (const box of $('.panel').get().toReversed()) {
    const title = $(box).children('.panelHeader').text().trim();
    const body = $(box).children('.panelContent').contents().get();
    if (body.length > 0) $(box).replaceWith(labelledQuote('', title, body));
  }
  $('.expand-control-text').each((_, title) => {
    $(title).replaceWith(element('p', [element('strong', [$(title).text().trim()])]));
  });
}

function rewriteInline($: CheerioAPI): void {
  $('ul.inline-task-list > li').each((_, item) => {
    const isDone = $(item).hasClass('checked');
    $(item).prepend(element('input', [], { type: 'checkbox', ...(isDone ? { checked: '' } : {}) }));
  });
  $('a.confluence-userlink').each((_, user) => {
    $(user).replaceWith(element('span', [`@${$(user).text().trim().replace(/^@/, '')}`]));
  });
  $('img.emoticon').each((_, icon) => {
    const shown = icon.attribs['data-emoji-fallback'] || icon.attribs.alt || '';
    $(icon).replaceWith(element('span', [shown]));
  });
  $('img[data-linked-resource-default-alias]').each((_, image) => {
    image.attribs.alt ||= image.attribs['data-linked-resource-default-alias'] ?? '';
  });
  $('.status-macro').each((_, status) => {
    $(status).replaceWith(element('strong', [$(status).text().trim()]));
  });
}
