import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bareEnvironment } from '@rita/test-kit';

const MANIFEST = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/inspector/package.json',
);
const PROGRAM = join(dirname(MANIFEST), 'clients', 'launcher', 'build', 'index.js');

/** Eras of the protocol as the Inspector names them. */
export type Era = 'legacy' | 'modern';
type Called = { url: string; key: string; era: Era };

/** `result` is what was written to its output as JSON, `error` what to the other one; `code` 0 is success. */
export type Inspected = { code: number; result: unknown; error: string };

/** Asks an endpoint by the Inspector's command line, as a person would who has a key. */
export async function runInspector(
  { url, key, era }: Called,
  args: readonly string[],
): Promise<Inspected> {
  const home = await mkdtemp(join(tmpdir(), 'rita-inspector-'));
  const where = ['--server-url', `${url}/mcp`, '--transport', 'http', '--protocol-era', era];
  const who = ['--header', `Authorization: Bearer ${key}`, '--stored-auth-only'];
  const program = [PROGRAM, '--cli', ...where, ...who, '--format', 'json', '--quiet', ...args];
  // What it keeps of a person's servers and sign-ins stays out of this one's.
  const env = { ...bareEnvironment(), HOME: home };
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, program, { env }, (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? -1);
        resolve({ code, result: stdout === '' ? undefined : JSON.parse(stdout), error: stderr });
      });
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
