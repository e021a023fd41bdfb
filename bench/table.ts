/** One promise and what was measured. */
export type Line = { name: string; measured: string; floor: string; goal: string; isKept: boolean };

const HEAD = { name: 'what', measured: 'measured', floor: 'floor', goal: 'goal' };
const COLUMNS = ['name', 'measured', 'floor', 'goal'] as const;

/** Prints all lines; true when every promise is kept. */
export function printTable(lines: readonly Line[]): boolean {
  const widths = COLUMNS.map((column) =>
    Math.max(...[HEAD, ...lines].map((line) => line[column].length)),
  );
  const row = (line: typeof HEAD) =>
    COLUMNS.map((column, at) => line[column].padEnd(widths[at] ?? 0)).join('  ');
  console.log(`\n${row(HEAD)}`);
  for (const line of lines) console.log(`${row(line)}  ${line.isKept ? 'kept' : 'MISSED'}`);
  return lines.every((line) => line.isKept);
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that at least `percent` of all values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
