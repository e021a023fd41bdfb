import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;
/** One that is still there when the types are taken out. */
const RUNNING_IMPORT =
  /(?:^(?:import|export)\s+(?!type\s)(?:[\w*{][^;']*?\sfrom\s+)?|\bimport\(\s*)'([^']+)'/gm;
const TEST = /\.test\.tsx?$|\/test(ing)?\/|\/testing\.ts$|[/-]test-[\w-]+\.ts$/;

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

/** Whether a file is of the tests, or only helps them. */
export function isTestFile(file: string): boolean {
  return TEST.test(file);
}

/** What a file imports, as it is written there. */
export function readImports(file: string): string[] {
  return find(IMPORT, file);
}

/** What a file imports when it runs; what it takes types from is not among them. */
export function readRunningImports(file: string): string[] {
  return find(RUNNING_IMPORT, file);
}

function find(pattern: RegExp, file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(pattern)].map(([, target = '']) => target);
}
