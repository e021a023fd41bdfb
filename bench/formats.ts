import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { convertHere } from '@rita/connector/convert/testing';
import { compareCells } from './formats/cells.ts';
import { makeFiles } from './formats/make-files.ts';
import { NOT_IN_PDF, STRUCTURES, WORDS } from './formats/master.ts';
import { type Line, printTable } from './table.ts';

const GOALS = { words: 0.98, structures: 0.95, cells: 0.99 };

/**
 * What is kept of one document by producer and format: the programs of this machine (LibreOffice,
 * pandoc, python-docx, openpyxl, XlsxWriter, WeasyPrint, pdfLaTeX, Chromium) make the files anew.
 */
export async function benchFormats(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rita-formats-'));
  try {
    const lines: Line[] = [];
    for (const { producer, format, path } of makeFiles(folder)) {
      const bytes = new Uint8Array(readFileSync(path));
      const markdown = await convertHere('file', { bytes, name: basename(path) });
      const missing = WORDS.filter((word) => !markdown.includes(word));
      const asked = Object.entries(STRUCTURES).filter(
        ([name]) => format !== 'pdf' || !NOT_IN_PDF.includes(name),
      );
      const lost = asked.filter(([, pattern]) => !pattern.test(markdown)).map(([name]) => name);
      const words = (WORDS.length - missing.length) / WORDS.length;
      const structures = (asked.length - lost.length) / asked.length;
      lines.push({
        name: `${producer}, ${format}`,
        measured: `${percent(words)} of words, ${asked.length - lost.length} of ${asked.length} structures`,
        floor: lost.length > 0 ? `lost: ${lost.join(', ')}` : '',
        goal: `≥ ${percent(GOALS.words)} of words, ≥ ${percent(GOALS.structures)} of structures`,
        isKept: words >= GOALS.words && structures >= GOALS.structures,
      });
    }
    for (const { producer, right, all, wrong } of await compareCells(folder)) {
      for (const one of wrong.slice(0, 20)) console.log(`${producer}: ${one}`);
      lines.push({
        name: `${producer}, xlsx`,
        measured: `${right} of ${all} cells as shown`,
        floor: '',
        goal: `≥ ${percent(GOALS.cells)}`,
        isKept: right / all >= GOALS.cells,
      });
    }
    return printTable(lines);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
