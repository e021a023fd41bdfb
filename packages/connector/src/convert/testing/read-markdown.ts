import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Block, CODE, type Run } from '../tree.ts';

/** A node of another parser's tree, as far as the tests look at it. */
export type Node = {
  type: string;
  value?: string;
  url?: string;
  depth?: number;
  lang?: string | null;
  checked?: boolean | null;
  ordered?: boolean;
  start?: number | null;
  children?: Node[];
};

/** Markdown as another parser reads it. */
export function readMarkdown(markdown: string): Node {
  return fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  }) as Node;
}

/** All nodes of it, from the outside to the inside. */
export function nodesOf(markdown: string): Node[] {
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return flat(readMarkdown(markdown));
}

/** What people see of a document: its blocks, and for each text its signs with links and code. */
export type Outline = [type: string, ...details: unknown[]];

export function outlineOfMarkdown(markdown: string): Outline[] {
  return (readMarkdown(markdown).children ?? []).map(outlineOfNode);
}

function outlineOfNode(node: Node): Outline {
  const children = node.children ?? [];
  switch (node.type) {
    case 'paragraph':
      return ['paragraph', signsOf(children)];
    case 'heading':
      return ['heading', node.depth, signsOf(children).replaceAll('\n', ' ')];
    case 'code':
      return ['code', node.lang ?? '', node.value];
    case 'blockquote':
      return ['quote', ...children.map(outlineOfNode)];
    case 'list': {
      const items = children.map(({ checked, children: inner = [] }) => [
        checked ?? null,
        ...inner.map(outlineOfNode),
      ]);
      return ['list', node.ordered ? node.start : null, ...items];
    }
    case 'table':
      return [
        'table',
        ...children.map((row) => (row.children ?? []).map((cell) => signsOf(cell.children ?? []))),
      ];
    case 'thematicBreak':
      return ['rule'];
    default:
      return [node.type, node.value];
  }
}

function signsOf(nodes: readonly Node[], url?: string): string {
  return tidy(nodes.map((node) => rawSigns(node, url)).join(''));
}

function rawSigns(node: Node, url: string | undefined): string {
  if (node.type === 'break' || (node.type === 'html' && node.value === '<br>')) return '\n';
  if (node.type === 'text') return signs(node.value ?? '', { url, isCode: false });
  if (node.type === 'inlineCode') return signs(node.value ?? '', { url, isCode: true });
  if (node.type === 'html') return `HTML ${node.value}`;
  const inner = node.type === 'link' ? node.url : url;
  return (node.children ?? []).map((child) => rawSigns(child, inner)).join('');
}

function signs(
  text: string,
  { url, isCode }: { url: string | undefined; isCode: boolean },
): string {
  const mark = `${isCode ? '\u{1}' : ''}${url ? `\u{2}${url}\u{3}` : ''}`;
  return Array.from(text, (sign) => (/\s/.test(sign) ? sign : sign + mark)).join('');
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');
}

/** The same for what was to be written. */
export function outlineOf(blocks: readonly Block[]): Outline[] {
  return blocks.map(outlineOfBlock).filter((outline) => outline !== undefined);
}

function outlineOfBlock(block: Block): Outline | undefined {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const text = signsOfRuns(block.runs);
      if (text === '') return undefined;
      return block.type === 'paragraph'
        ? ['paragraph', text]
        : ['heading', block.depth, text.replaceAll('\n', ' ')];
    }
    case 'code':
      return block.text === '' ? undefined : ['code', block.language, block.text];
    case 'quote': {
      const inner = outlineOf(block.blocks);
      return inner.length > 0 ? ['quote', ...inner] : undefined;
    }
    case 'list': {
      const items = block.items.flatMap(({ isDone, blocks }) => {
        const inner = outlineOf(blocks);
        const isCounted = block.isOrdered || isDone !== undefined;
        if (inner.length === 0 && !isCounted) return [];
        const hasLine = inner[0]?.[0] === 'paragraph' || (isDone === undefined && inner.length > 0);
        return [[isDone ?? null, ...(hasLine ? [] : [['paragraph', '…']]), ...inner]];
      });
      if (!block.items.some(({ blocks }) => outlineOf(blocks).length > 0)) return undefined;
      return ['list', block.isOrdered ? block.start : null, ...items];
    }
    case 'table': {
      const width = Math.max(...block.rows.map((row) => row.length));
      const header = block.hasHeader ? [] : [Array.from({ length: width }, () => '')];
      const rows = block.rows.map((row) =>
        Array.from({ length: width }, (_, column) => signsOfRuns(row[column] ?? [], true)),
      );
      return ['table', ...header, ...rows];
    }
    case 'rule':
      return ['rule'];
    default:
      return undefined;
  }
}

function signsOfRuns(runs: readonly Run[], isCell = false): string {
  const raw = runs.map(({ text, marks, url }) => {
    const isCode = (marks & CODE) !== 0 && text.trim() !== '' && !(isCell && text.includes('\\|'));
    return signs(isCode ? text.replaceAll('\n', ' ') : text, { url, isCode });
  });
  return tidy(raw.join(''));
}
