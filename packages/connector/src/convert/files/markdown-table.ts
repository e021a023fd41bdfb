import { escapeMarkdown } from './plain-text.ts';

/** A table of GitHub-flavoured Markdown; the first row is its head, short rows are filled up. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return '';
  const toLine = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => toCell(row[index] ?? '')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [toLine(head), `|${' --- |'.repeat(width)}`, ...body.map(toLine)].join('\n');
}

function toCell(text: string): string {
  return escapeMarkdown(text)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, '<br>');
}
