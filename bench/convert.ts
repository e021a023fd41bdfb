import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type ConvertFigures, LARGE_SHEET_ROWS } from './convert/figures.ts';
import { benchHostile } from './convert/hostile.ts';
import { optionOf } from './option-of.ts';
import { type Line, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const GOALS = { storage: 1.5, xlsx: 2, eventLoopMs: 200, memoryMiB: 256 };
const ROUNDS = 3;

/**
 * How fast documents are converted, beside another checkout where one is given
 * (`npm run bench -- convert --base /path/to/checkout`), in turns, each in a process of its own.
 */
export async function benchConvert(): Promise<boolean> {
  const base = optionOf('--base');
  const lines: Line[] = [];
  const ours: ConvertFigures[] = [];
  const theirs: ConvertFigures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(measure(ROOT));
    if (base) theirs.push(measure(base));
  }
  const best = (all: ConvertFigures[], figure: keyof ConvertFigures) => {
    const values = all.map((one) => one[figure]);
    return figure === 'pagesPerSecond' ? Math.max(...values) : Math.min(...values);
  };
  const pages = best(ours, 'pagesPerSecond');
  const sheet = best(ours, 'sheetSeconds');
  const basePages = base ? best(theirs, 'pagesPerSecond') : Number.NaN;
  const baseSheet = base ? best(theirs, 'sheetSeconds') : Number.NaN;
  lines.push({
    name: 'storage format, pages a second of processor time',
    measured: pages.toFixed(0),
    floor: base ? basePages.toFixed(0) : '',
    goal: `≥ ${GOALS.storage} × base`,
    isKept: !base || pages >= basePages * GOALS.storage,
  });
  lines.push({
    name: `a sheet of ${LARGE_SHEET_ROWS.toLocaleString('en')} rows, seconds of processor time`,
    measured: sheet.toFixed(2),
    floor: base ? baseSheet.toFixed(2) : '',
    goal: `≤ base / ${GOALS.xlsx}`,
    isKept: !base || sheet <= baseSheet / GOALS.xlsx,
  });
  for (const [name, figure] of [
    ['memory at most, storage, MiB', 'pagesMiB'],
    ['memory at most, sheet, MiB', 'sheetMiB'],
  ] as const) {
    const [own, other] = [best(ours, figure), base ? best(theirs, figure) : Number.NaN];
    lines.push({
      name,
      measured: own.toFixed(0),
      floor: base ? other.toFixed(0) : '',
      goal: '≤ base',
      isKept: !base || own <= other * 1.05,
    });
  }
  const hostile = await benchHostile();
  lines.push({
    name: `event loop stands still, worst, ms (${hostile.documents} hostile documents)`,
    measured: hostile.delayMs.toFixed(0),
    floor: '',
    goal: `≤ ${GOALS.eventLoopMs}`,
    isKept: hostile.delayMs <= GOALS.eventLoopMs,
  });
  lines.push({
    name: 'memory per thread, hostile documents, MiB',
    measured: hostile.memoryMiB.toFixed(0),
    floor: '',
    goal: `≤ ${GOALS.memoryMiB}`,
    isKept: hostile.memoryMiB <= GOALS.memoryMiB,
  });
  return printTable(lines);
}

/** In a process of its own, so that one checkout’s memory is not the other’s. */
function measure(checkout: string): ConvertFigures {
  const script = join(import.meta.dirname, 'convert/measure-process.ts');
  const out = execFileSync(process.execPath, ['--expose-gc', script, checkout], {
    encoding: 'utf8',
    maxBuffer: 1024 * 1024,
  });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as ConvertFigures;
}
