import { readFile, writeFile } from 'node:fs/promises';

const MIB = 1024;

/** Resident memory of a process now, in MiB; from now on its peak is counted anew. */
export async function startCounting(pid: number): Promise<number> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  return read(pid, 'VmRSS');
}

/** The most since counting began, in MiB. */
export const peakOf = (pid: number): Promise<number> => read(pid, 'VmHWM');

async function read(pid: number, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kibibytes] = new RegExp(`${name}:\\s+(\\d+) kB`).exec(status) ?? [];
  return Number(kibibytes) / MIB;
}
