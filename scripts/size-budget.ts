import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 250;
const CODE = /\.(ts|tsx|mjs|css|sql)$/;

/** Files that may be longer, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'packages/contracts/src/data-sources.ts': 'one table and its endpoints, declarations only',
  'packages/contracts/src/problems.ts': 'the closed list of problems, one entry each',
};

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => CODE.test(file) && !file.endsWith('/schema.sql'));

const tooLong = files
  .filter((file) => !(file in EXCEPTIONS))
  .map((file) => ({ file, lines: countLines(file) }))
  .filter(({ lines }) => lines > MAX_LINES);
const gone = Object.keys(EXCEPTIONS).filter((file) => !files.includes(file));

for (const { file, lines } of tooLong) {
  process.stderr.write(`${file}: ${lines} lines, at most ${MAX_LINES}\n`);
}
for (const file of gone) process.stderr.write(`${file}: is an exception but does not exist\n`);
process.exit(tooLong.length + gone.length > 0 ? 1 : 0);

function countLines(file: string): number {
  try {
    return readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length;
  } catch {
    return 0; // deleted, but not yet in git
  }
}
