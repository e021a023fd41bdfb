import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** TypeScript files of the packages that are there, in git or not yet; paths from the root. */
export function listSourceFiles(): string[] {
  const git = (...options: string[]) =>
    execFileSync('git', ['ls-files', ...options, 'packages'], {
      cwd: ROOT,
      encoding: 'utf8',
    }).split('\n');
  const deleted = new Set(git('--deleted'));
  const present = git('--cached', '--others', '--exclude-standard');
  return present.filter((file) => /\.tsx?$/.test(file) && !deleted.has(file));
}

/** What a file imports, as it is written there. */
export function readImports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, target = '']) => target);
}
