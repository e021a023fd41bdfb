import { type HtmlInput, htmlToMarkdown } from './html-to-markdown.ts';

export function wikiToMarkdown({ text, baseUrl }: HtmlInput): string {
  return htmlToMarkdown({ text: wikiToHtml(text), baseUrl });
}

/**
 * The wiki markup of older articles (MediaWiki's) as HTML: headings, lists, bold and italic,
 * links, preformatted text. What is not known stays as it is.
 */
function wikiToHtml(wiki: string): string {
  const kept: string[] = [];
  const withoutCode = wiki.replace(/<(pre|nowiki)>([\s\S]*?)<\/\1>/gi, (_, tag, text: string) => {
    kept.push(tag.toLowerCase() === 'pre' ? `<pre>${escapeText(text)}</pre>` : escapeText(text));
    return `\uE002${kept.length - 1}\uE002`;
  });
  const html = withoutCode
    .split(/\r?\n/)
    .map(lineToHtml)
    .join('\n')
    .replace(/<\/(ul|ol)>\n<\1>/g, '\n');
  return html.replace(/\uE002(\d+)\uE002/g, (_, index: string) => kept[Number(index)] ?? '');
}

function lineToHtml(line: string): string {
  const heading = /^(={1,6})\s*(.+?)\s*\1\s*$/.exec(line);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
  }
  const item = /^([*#])+\s*(.*)$/.exec(line);
  if (item) {
    const tag = item[1] === '#' ? 'ol' : 'ul';
    return `<${tag}><li>${inline(item[2] ?? '')}</li></${tag}>`;
  }
  if (/^-{4,}\s*$/.test(line)) return '<hr>';
  if (/^\uE002\d+\uE002$/.test(line)) return line;
  return line.trim() === '' ? '' : `<p>${inline(line)}</p>`;
}

function inline(text: string): string {
  return text
    .replace(/'''(.+?)'''/g, '<strong>$1</strong>')
    .replace(/''(.+?)''/g, '<em>$1</em>')
    .replace(/\[(https?:\/\/[^\s\]"<>]+)\s+([^\]]+)\]/g, '<a href="$1">$2</a>')
    .replace(/\[\[(?:[^|\]]*\|)?([^\]]+)\]\]/g, '$1');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
