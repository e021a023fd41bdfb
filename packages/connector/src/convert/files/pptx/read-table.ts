import { type SpannedCell, tableOf } from '../../markup/html-tables.ts';
import type { Table } from '../../tree.ts';
import type { XmlAttributes } from '../read-xml.ts';
import type { TextReader } from './read-text.ts';

/** Tables of DrawingML (`a:tbl`), whose cells hold paragraphs like any shape. */
export function createTableReader(text: TextReader) {
  let rows: SpannedCell[][] | undefined;
  let hasHeader = false;
  let cell: SpannedCell | undefined;
  return {
    /** Whether the element was one of a table's own. */
    open: (name: string, attributes: XmlAttributes): boolean => {
      if (name === 'tbl') {
        rows = [];
        hasHeader = false;
      } else if (name === 'tblPr')
        hasHeader = attributes.firstRow === '1' || attributes.firstRow === 'true';
      else if (name === 'tr') rows?.push([]);
      else if (name === 'tc') cell = cellOf(attributes, hasHeader && rows?.length === 1);
      else return false;
      return true;
    },
    close: (name: string): Table | undefined => {
      if (name === 'tc' && rows) {
        const { runs } = text.take();
        if (cell) rows.at(-1)?.push({ ...cell, runs });
        cell = undefined;
      }
      if (name !== 'tbl' || !rows) return undefined;
      const table = tableOf(rows);
      rows = undefined;
      return table;
    },
  };
}

/** Undefined for a cell that another one covers. */
function cellOf(attributes: XmlAttributes, isHeader: boolean): SpannedCell | undefined {
  const { gridSpan, rowSpan, hMerge, vMerge } = attributes;
  if (hMerge === '1' || vMerge === '1' || hMerge === 'true' || vMerge === 'true') return undefined;
  return { runs: [], isHeader, columns: Number(gridSpan) || 1, rows: Number(rowSpan) || 1 };
}
