import { markdownTable } from './markdown-table.ts';

/** UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252, which reads anything. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Keeps signs of a plain text from being read as Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replace(/<(?![\s\d=])/g, '&lt;')
    .replace(/^(\s*)([#>+-])(?=\s)/gm, '$1\\$2');
}

export function textToMarkdown(text: string): string {
  return escapeMarkdown(text.replaceAll('\r\n', '\n')).trim();
}

export function codeToMarkdown(text: string, kind: string): string {
  const ticks = [...text.matchAll(/`{3,}/g)].reduce(
    (most, [run]) => Math.max(most, run.length + 1),
    3,
  );
  const fence = '`'.repeat(ticks);
  return `${fence}${kind}\n${text.replace(/\s+$/, '')}\n${fence}`;
}

const MOST_ROWS = 5_000;

/** Comma, semicolon or tab, whichever the first line has most of. */
export function csvToMarkdown(text: string, given?: string): string {
  const firstLine = text.split('\n', 1)[0] ?? '';
  const count = (sign: string) => firstLine.split(sign).length;
  const separator =
    given ?? [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0] ?? ',';
  const rows = readCsv(text, separator);
  const table = markdownTable(rows.slice(0, MOST_ROWS));
  return rows.length > MOST_ROWS
    ? `${table}\n\n*${rows.length - MOST_ROWS} more rows are left out.*`
    : table;
}

function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  // A quoted or a plain cell (RFC 4180), then what ends it.
  const cells = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"\\n${separator}]*))(${separator}|\\r?\\n|$)`,
    'g',
  );
  for (const [whole, quoted, plain, end] of text.trim().matchAll(cells)) {
    if (whole === '' && rows.at(-1)?.length !== 0) continue;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"'));
    if (end?.endsWith('\n')) rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}
