import { markdownTable } from './markdown-table.ts';
import { escapeMarkdown } from './plain-text.ts';
import { readRelations, readXml } from './read-xml.ts';
import { openZip } from './zip-parts.ts';

const MOST_ROWS = 5_000;
const MOST_COLUMNS = 100;

/** Excel: a table for each visible sheet, with values as they were saved and dates as dates. */
export function xlsxToMarkdown(bytes: Uint8Array): string {
  const zip = openZip(bytes);
  const relations = readRelations(zip.read('xl/_rels/workbook.xml.rels'), 'xl');
  const strings = readStrings(zip.read('xl/sharedStrings.xml') ?? '');
  const dateStyles = readDateStyles(zip.read('xl/styles.xml') ?? '');
  const blocks: string[] = [];
  readXml(zip.read('xl/workbook.xml') ?? '', {
    open: (name, attributes) => {
      const target = name === 'sheet' ? relations.get(attributes['r:id'] ?? '')?.target : undefined;
      if (!target || (attributes.state ?? 'visible') !== 'visible') return;
      const { rows, leftOut } = readSheet(zip.read(target) ?? '', { strings, dateStyles });
      if (rows.length === 0) return;
      blocks.push(`## ${escapeMarkdown(attributes.name ?? '')}`, markdownTable(rows));
      if (leftOut > 0) blocks.push(`*${leftOut} more rows are left out.*`);
    },
  });
  return blocks.join('\n\n');
}

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let isText = false;
  let isReading = true;
  readXml(xml, {
    open: (name) => {
      if (name === 'si') strings.push('');
      if (name === 'rPh') isReading = false;
      isText = name === 't' && isReading;
    },
    text: (text) => {
      if (isText) strings.push((strings.pop() ?? '') + text);
    },
    close: (name) => {
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = false;
    },
  });
  return strings;
}

/** Indexes of cell styles that show a date: formats 14–22 and 45–47, or one with y, m or d in it. */
function readDateStyles(xml: string): Set<number> {
  const formats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
  const styles = new Set<number>();
  let isCells = false;
  let index = 0;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const shown = (attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
        if (/[ymdh]/i.test(shown)) formats.add(Number(attributes.numFmtId));
      }
      if (name === 'cellXfs') isCells = true;
      if (name !== 'xf' || !isCells) return;
      if (formats.has(Number(attributes.numFmtId))) styles.add(index);
      index += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return styles;
}

type Known = { strings: string[]; dateStyles: Set<number> };

function readSheet(xml: string, known: Known): { rows: string[][]; leftOut: number } {
  const rows: string[][] = [];
  let leftOut = 0;
  let row: string[] = [];
  let cell: Record<string, string> = {};
  let value = '';
  let isValue = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') row = [];
      if (name === 'c') {
        cell = attributes;
        value = '';
      }
      isValue = name === 'v' || name === 't';
    },
    text: (text) => {
      if (isValue) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      const column = name === 'c' ? columnOf(cell.r, row.length) : MOST_COLUMNS;
      if (column < MOST_COLUMNS) row[column] = shown(cell, value, known);
      if (name !== 'row' || row.every((one) => !one)) return;
      if (rows.length < MOST_ROWS) rows.push(Array.from(row, (one) => one ?? ''));
      else leftOut += 1;
    },
  });
  return { rows, leftOut };
}

/** `C7` is column 2; a cell without an address follows the one before. */
function columnOf(address: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(address ?? '')?.[0];
  if (!letters) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const DAY_MS = 86_400_000;
/** Days from the start of Excel's calendar to that of ours. */
const EXCEL_EPOCH_DAYS = 25_569;

function shown(
  cell: Record<string, string>,
  value: string,
  { strings, dateStyles }: Known,
): string {
  if (cell.t === 's') return strings[Number(value)] ?? '';
  if (cell.t === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (cell.t !== undefined && cell.t !== 'n') return value;
  if (value === '' || !dateStyles.has(Number(cell.s))) return value;
  const time = Math.round((Number(value) - EXCEL_EPOCH_DAYS) * DAY_MS);
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return value;
  const iso = new Date(time).toISOString();
  if (Number(value) < 1) return iso.slice(11, 16);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}
