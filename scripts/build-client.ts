import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tellProgress, USUALLY } from './progress.mjs';

const ROOT = join(import.meta.dirname, '..');
const CLIENT = join(ROOT, 'packages', 'client');
const DIST = join(CLIENT, 'dist');
const MARKER = join(DIST, '.built-from');
const INPUTS = [
  'package-lock.json',
  'packages/client/index.html',
  'packages/client/vite.config.ts',
  'packages/client/public',
  'packages/client/src',
  'packages/contracts/src',
];

await buildWhenStale();

/** Builds the client unless the last build was made from the very same files. */
async function buildWhenStale(): Promise<void> {
  const state = hashInputs();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === state) return;
  const done = tellProgress('Building the pages', USUALLY.buildClient);
  const vite = join(ROOT, 'node_modules', '.bin', 'vite');
  const built = spawn(vite, ['build', '--logLevel', 'warn'], {
    cwd: CLIENT,
    stdio: ['ignore', 2, 2],
  });
  const [code] = await once(built, 'exit');
  done();
  if (code !== 0) {
    process.stderr.write('The client could not be built.\n');
    process.exit(1);
  }
  writeFileSync(MARKER, state);
}

function hashInputs(): string {
  const hash = createHash('sha256');
  // Becomes part of the page: the root keys that it trusts, whatever the app says.
  hash.update(process.env.VITE_CONNECTOR_ROOT_KEY ?? '').update('\0');
  for (const input of INPUTS) {
    for (const file of listFiles(join(ROOT, input))) {
      hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => listFiles(join(path, name)));
}
