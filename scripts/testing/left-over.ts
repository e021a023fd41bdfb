import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** Every process of this run inherits it; so what is left of the run can be told from all else. */
const VARIABLE = 'RITA_TEST_RUN';

export function markRun(): void {
  process.env[VARIABLE] = randomUUID();
}

/**
 * Ends the processes of this run that outlived it, and says which. Only Linux tells the
 * environment of a process; elsewhere nothing is found.
 */
export async function endLeftOvers(): Promise<string[]> {
  const mark = `${VARIABLE}=${process.env[VARIABLE]}`;
  const ended: string[] = [];
  for (const entry of await readdir('/proc').catch(() => [])) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(mark)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (kill(pid)) ended.push(command.replaceAll('\0', ' ').slice(0, 150));
  }
  return ended;
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
