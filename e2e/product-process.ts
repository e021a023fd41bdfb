import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '@rita/test-kit';
import { stopProcess, waitForOutput } from '../scripts/services/process.ts';

const ROOT = join(import.meta.dirname, '..');

/** One process of the product, as an operator would start it. */
export type ProductProcess = {
  /** Starts it and waits for its ready line. */
  start: () => Promise<void>;
  /** SIGKILL: nothing of it gets the chance to tidy up. */
  kill: () => Promise<void>;
  /** SIGTERM, and its exit code. */
  stop: () => Promise<number | null>;
  /** All that it wrote so far. */
  output: () => string;
};

/**
 * @param entry path of the script below the repository's root
 * @param root of another checkout, to measure that beside
 */
export function productProcess(
  entry: string,
  env: Record<string, string>,
  root = ROOT,
): ProductProcess {
  let child: ChildProcess | undefined;
  let written = '';

  return {
    start: async () => {
      const started = spawn(process.execPath, [join(root, entry)], {
        cwd: root,
        env: { ...bareEnvironment(), TMPDIR: process.env.TMPDIR, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const listen = (chunk: Buffer) => {
        written += chunk.toString();
      };
      started.stdout.on('data', listen);
      started.stderr.on('data', listen);
      await waitForOutput(started, / is ready at /, 40_000);
    },
    kill: async () => {
      if (child) await stopProcess(child, 'SIGKILL');
    },
    stop: async () => {
      if (!child) return null;
      await stopProcess(child, 'SIGTERM', 15_000);
      return child.exitCode;
    },
    output: () => written,
  };
}
