import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export type Check = { scenario: string; id: string; status: string; errorMessage?: string };

const MANIFEST = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/conformance/package.json',
);
const PROGRAM = join(dirname(MANIFEST), 'dist', 'index.js');
const FOLDER = /^(?:server|authorization-server)-(?<scenario>.+)-\d{4}-\d{2}-\d{2}T/;

/**
 * Runs the official suite and reads what it found, check by check.
 *
 * @param onLine is told of each line that it says
 */
export async function runConformance(
  args: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<Check[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rita-conformance-'));
  try {
    const child = spawn(process.execPath, [PROGRAM, ...args, '-o', folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    createInterface({ input: child.stdout }).on('line', onLine);
    await new Promise((resolve) => child.on('close', resolve));
    const found = await readdir(folder);
    const checks = await Promise.all(found.map((name) => readChecks(folder, name)));
    return checks.flat();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readChecks(folder: string, name: string): Promise<Check[]> {
  const scenario = FOLDER.exec(name)?.groups?.scenario ?? name;
  const text = await readFile(join(folder, name, 'checks.json'), 'utf8');
  return (JSON.parse(text) as Omit<Check, 'scenario'>[]).map((check) => ({ ...check, scenario }));
}
