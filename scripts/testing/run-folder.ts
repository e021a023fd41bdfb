import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunFolder = {
  /** Ends the processes of this run that outlived it, removes the folder, and says which they were. */
  clear: () => Promise<string[]>;
};

/**
 * Makes one temporary folder for everything that this run puts down, and tells all programs to
 * use it (`TMPDIR`). Its name is also how a process is known to belong to the run: by its
 * environment or its arguments. Only Linux lets us look there; elsewhere no process is found.
 */
export async function createRunFolder(): Promise<RunFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'rita-run-'));
  // PostgreSQL and RabbitMQ run as users of their own and must get to their folders in it.
  await chmod(folder, 0o755);
  process.env.TMPDIR = folder;
  return {
    clear: async () => {
      const ended = await endProcessesOf(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return ended;
    },
  };
}

async function endProcessesOf(folder: string): Promise<string[]> {
  const ended: string[] = [];
  for (const entry of await readdir('/proc').catch(() => [])) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!environment.includes(folder) && !command.includes(folder)) continue;
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
