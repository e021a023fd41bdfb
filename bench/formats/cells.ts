import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { convertHere } from '@rita/connector/convert/testing';
import { DEBIAN_PYTHON } from './debian-python.ts';

/** Tabs, UTF-8, English, every sheet, cells as they are shown. */
const AS_SHOWN = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,1033,false,true,true,false,false,-1';
const SHEETS: Record<string, string> = { 'openpyxl.xlsx': 'Sheet', 'xlsxwriter.xlsx': 'Sheet1' };

export type Cells = { producer: string; right: number; all: number; wrong: string[] };

/**
 * Cells as a spreadsheet shows them: LibreOffice writes the same file as CSV “as shown”, cell by
 * cell, and that is what ours is compared with.
 */
export async function compareCells(folder: string): Promise<Cells[]> {
  execFileSync(DEBIAN_PYTHON, [join(import.meta.dirname, 'make_sheets.py')], { cwd: folder });
  const compared: Cells[] = [];
  for (const [name, sheet] of Object.entries(SHEETS)) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    execFileSync('soffice', ['--headless', '--convert-to', AS_SHOWN, '--outdir', folder, path], {
      stdio: 'ignore',
    });
    const shown = readFileSync(path.replace('.xlsx', `-${sheet}.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    const ours = tableOf(
      await convertHere('file', {
        bytes: new Uint8Array(readFileSync(path)),
        name: basename(path),
      }),
    );
    const wrong: string[] = [];
    let all = 0;
    for (const [row, cells] of shown.entries()) {
      for (const [column, cell] of cells.entries()) {
        // What LibreOffice cannot show at all says nothing about Excel.
        if (cell === '#FMT') continue;
        all += 1;
        const own = ours[row]?.[column] ?? '';
        if (tidy(own) !== tidy(cell))
          wrong.push(`row ${row + 1}, column ${column + 1}: ${own} instead of ${cell}`);
      }
    }
    compared.push({ producer: name.replace('.xlsx', ''), right: all - wrong.length, all, wrong });
  }
  return compared;
}

const tidy = (text: string) => text.replaceAll('"', '').trim().replace(/\s+/g, ' ');

function tableOf(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replace(/\\([^\w])/g, '$1')),
    );
}
