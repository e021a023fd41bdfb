import { type ServerContext, visibleContent } from './server-context.ts';
import type { SampleContent } from './site.ts';

const PANEL =
  /<ac:structured-macro ac:name="(info|note|warning|tip)"[^>]*>(?:<ac:parameter ac:name="title">(.*?)<\/ac:parameter>)?<ac:rich-text-body>(.*?)<\/ac:rich-text-body><\/ac:structured-macro>/gs;
const CODE =
  /<ac:structured-macro ac:name="code"[^>]*>(?:<ac:parameter ac:name="language">(.*?)<\/ac:parameter>)?(?:<ac:parameter ac:name="title">.*?<\/ac:parameter>)?<ac:plain-text-body>(.*?)<\/ac:plain-text-body><\/ac:structured-macro>/gs;
const INCLUDE =
  /<ac:structured-macro ac:name="include".*?ri:content-title="([^"]*)".*?<\/ac:structured-macro>/gs;
const PAGE_LINK =
  /<ac:link><ri:page [^>]*?ri:content-title="([^"]*)"[^>]*\/>(?:<ac:plain-text-link-body><!\[CDATA\[(.*?)\]\]><\/ac:plain-text-link-body>)?<\/ac:link>/gs;

/**
 * The `view` format, roughly as Confluence renders it: included pages filled in, panels and code
 * with the classes of the real thing. It only has to know what the demo content uses.
 */
export function storageToView(context: ServerContext, item: SampleContent): string {
  return item.body
    .replace(INCLUDE, (_, title: string) => included(context, item, title))
    .replace(CODE, (_, language: string | undefined, code: string) => codePanel(language, code))
    .replace(PANEL, (_, kind: string, title: string | undefined, body: string) => {
      const name = kind === 'info' ? 'information' : kind;
      const heading = title ? `<p class="title">${title}</p>` : '';
      return `<div class="confluence-information-macro confluence-information-macro-${name}">${heading}<span class="aui-icon confluence-information-macro-icon"></span><div class="confluence-information-macro-body">${body}</div></div>`;
    })
    .replace(PAGE_LINK, (_, title: string, text: string | undefined) => {
      const target = visibleContent(context).find(
        (candidate) => escaped(candidate.title) === title,
      );
      return target
        ? `<a href="${context.webBase}/pages/viewpage.action?pageId=${target.id}">${text ?? title}</a>`
        : (text ?? title);
    })
    .replace(/<ac:link><ri:user ri:account-id="([^"]*)" \/><\/ac:link>/g, (_, id: string) => {
      const user = context.site.users.find((candidate) => candidate.accountId === id);
      return `<a class="confluence-userlink user-mention" data-account-id="${id}">${user?.name ?? 'Former user'}</a>`;
    })
    .replace(/<time datetime="([^"]*)" \/>/g, '<time datetime="$1" class="date-past">$1</time>')
    .replace(/<ac:parameter[^>]*>.*?<\/ac:parameter>/gs, '')
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) => escaped(text))
    .replace(/<\/?(ac|ri):[^>]*>/g, '');
}

function included(context: ServerContext, from: SampleContent, title: string): string {
  const target = visibleContent(context).find(
    (candidate) => candidate.spaceId === from.spaceId && escaped(candidate.title) === title,
  );
  // An include of an include is left out: that is enough for a sample.
  return target ? target.body.replace(INCLUDE, '') : '';
}

function codePanel(language: string | undefined, code: string): string {
  const text = code.replaceAll(']]]]><![CDATA[>', ']]>').replace(/^<!\[CDATA\[|\]\]>$/g, '');
  return `<div class="code panel pdl"><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: ${language || 'text'}; gutter: false; theme: Confluence" data-theme="Confluence">${escaped(text)}</pre></div></div>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
