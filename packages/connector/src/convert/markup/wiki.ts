import { type HtmlInput, htmlToMarkdown } from './html.ts';
import { textOf } from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import { inlineWiki } from './wiki-inline.ts';
import { createWikiLists } from './wiki-lists.ts';

/**
 * The wiki markup of older articles (MediaWiki's) to Markdown: headings, nested lists, tables, bold
 * and italic, links, preformatted text. What is not known stays as it is, HTML among it.
 */
export function wikiToMarkdown({ text, baseUrl }: HtmlInput): string {
  return htmlToMarkdown({ text: wikiToHtml(text), baseUrl });
}

function wikiToHtml(wiki: string): string {
  const out: string[] = [];
  const lists = createWikiLists(out);
  const held: string[] = [];
  const hold = (html: string) => `\ue000${held.push(html) - 1}\ue001`;
  // A text that has these signs would have what is held shown once more, any number of times.
  for (const piece of withoutCode(wiki.replace(/[\ue000\ue001]/g, ''), hold)) {
    if (piece.isCode) {
      lists.end();
      out.push(piece.text);
      continue;
    }
    for (const line of withPreformatted(piece.text.split('\n'))) {
      if (typeof line !== 'string') {
        lists.end();
        out.push(line.html);
        continue;
      }
      const html = blockOf(line.trim());
      if (html === undefined && lists.add(line)) continue;
      lists.end();
      out.push(html ?? paragraphOf(line));
    }
  }
  lists.end();
  return out.join('\n').replace(HELD, (mark, index: string) => held[Number(index)] ?? mark);
}

/** What is no markup in a line, while its line is read. */
const HELD = /\ue000(\d{1,7})\ue001/g;

/** Lines in a row that begin with a blank are code, as they stand behind it. */
function* withPreformatted(lines: readonly string[]): Iterable<string | { html: string }> {
  const code: string[] = [];
  const take = () => {
    const text = code.splice(0).map((line) => textOf(parseMarkup(inlineWiki(line.slice(1)))));
    return { html: `<pre>\n${escapeMarkup(text.join('\n'))}</pre>` };
  };
  for (const line of lines) {
    if (line.startsWith(' ') && line.trim() !== '' && blockOf(line.trim()) === undefined) {
      code.push(line);
      continue;
    }
    if (code.length > 0) yield take();
    yield line;
  }
  if (code.length > 0) yield take();
}

/** They tell the program what to build, and are not shown (`__NOTOC__`). */
const SWITCH = /__[A-Z]{3,30}__/g;

function paragraphOf(line: string): string {
  const shown = line.replace(SWITCH, '');
  return shown.trim() === '' ? '' : `<p>${inlineWiki(shown)}</p>`;
}

/** Headings, rules and parts of tables, each a line of its own; undefined for any other. */
function blockOf(line: string): string | undefined {
  if (line.startsWith('=')) return headingOf(line);
  if (line.startsWith('----') && line.replaceAll('-', '') === '') return '<hr>';
  if (line.startsWith('{|')) return '<table><tr>';
  if (line.startsWith('|}')) return '</tr></table>';
  if (line.startsWith('|-')) return '</tr><tr>';
  if (line.startsWith('|+')) return `</tr><caption>${cellText(line.slice(2))}</caption><tr>`;
  if (line.startsWith('!')) return cellsOf(line.slice(1), '!!', 'th');
  return line.startsWith('|') ? cellsOf(line.slice(1), '||', 'td') : undefined;
}

function headingOf(line: string): string | undefined {
  const start = line.length - trimSign(line).length;
  const rest = line.slice(start);
  const level = Math.min(6, start, countAtEnd(rest));
  const text = rest.slice(0, rest.length - level).trim();
  return level > 0 && text !== '' ? `<h${level}>${inlineWiki(text)}</h${level}>` : undefined;
}

function trimSign(line: string): string {
  let at = 0;
  while (line[at] === '=') at += 1;
  return line.slice(at);
}

function countAtEnd(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === '=') count += 1;
  return count;
}

/** Cells of one line; what stands before a single bar in a cell are its attributes. */
function cellsOf(line: string, separator: string, tag: string): string {
  return (
    line
      .split(separator)
      // It stays open: lines that follow belong to it.
      .map((cell) => `<${tag}${spansOf(cell)}>${cellText(cell)}`)
      .join('')
  );
}

const isMarked = (cell: string, bar: number) =>
  bar > 0 && cell[bar + 1] !== '|' && cell.slice(0, bar).includes('=');

function cellText(cell: string): string {
  const bar = cell.indexOf('|');
  return inlineWiki((isMarked(cell, bar) ? cell.slice(bar + 1) : cell).trim());
}

/** How far a cell reaches, as an attribute says; of the others nothing is shown. */
function spansOf(cell: string): string {
  const bar = cell.indexOf('|');
  if (!isMarked(cell, bar)) return '';
  const attributes = cell.slice(0, Math.min(bar, LONGEST_TAG));
  return ['colspan', 'rowspan']
    .map((name) => ({
      name,
      value: new RegExp(`${name}\\s?=\\s?"?(\\d{1,4})`, 'i').exec(attributes),
    }))
    .map(({ name, value }) => (value ? ` ${name}="${value[1]}"` : ''))
    .join('');
}

const CODE_TAGS = ['pre', 'nowiki', 'source', 'syntaxhighlight'];
const LONGEST_TAG = 200;

/** The text between pieces of code, and the code as HTML. @param hold stands in for what is no markup */
function* withoutCode(
  wiki: string,
  hold: (html: string) => string,
): Iterable<{ text: string; isCode: boolean }> {
  let kept = '';
  const lower = wiki.toLowerCase();
  const ends = new Map(CODE_TAGS.map((tag) => [tag, lower.lastIndexOf(`</${tag}>`)]));
  let from = 0;
  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at + 1)) {
    const start = lower.slice(at, at + LONGEST_TAG);
    const [opening = '', tag = ''] = /^<([a-z]{1,20})(?:\s[^<>]*)?>/.exec(start) ?? [];
    if (at > (ends.get(tag) ?? -1)) continue;
    const end = lower.indexOf(`</${tag}>`, at + opening.length);
    const before = kept + wiki.slice(from, at);
    const code = wiki.slice(at + opening.length, end);
    const text = escapeMarkup(code.replace(/^\r?\n/, '').replace(/\r?\n$/, ''));
    const language = /\slang\s?=\s?"?([\w+#-]{1,30})/.exec(opening)?.[1] ?? '';
    const html = `<pre class="language-${language}">\n${text}</pre>`;
    if (tag === 'nowiki') kept = before + hold(text);
    else {
      yield { text: before, isCode: false };
      yield { text: html, isCode: true };
      kept = '';
    }
    from = end + tag.length + 3;
    at = from - 1;
  }
  yield { text: kept + wiki.slice(from), isCode: false };
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
