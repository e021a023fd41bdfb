import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 250;
const CODE = /\.(ts|tsx|mjs|css|sql)$/;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => CODE.test(file) && !file.endsWith('/schema.sql'));

const tooLong = files
  .map((file) => ({ file, lines: countLines(file) }))
  .filter(({ lines }) => lines > MAX_LINES);

for (const { file, lines } of tooLong) {
  process.stderr.write(`${file}: ${lines} lines, at most ${MAX_LINES}\n`);
}
process.exit(tooLong.length > 0 ? 1 : 0);

function countLines(file: string): number {
  try {
    return readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length;
  } catch {
    return 0; // deleted, but not yet in git
  }
}
