import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');

/** What is only heard, and what is chosen from, is on no line with anything else. */
const APART = /<(?:span className="sr-only"|option[^>]*)>[\s\S]*?<\/(?:span|option)>/g;
/** Nor are comments, the titles of windows and the sign of who has no name. */
const NOT_SEEN = /^\s*(?:\/\/|\/?\*)|document\.title|\?\? '·'/;
const MAY_BEGIN_A_LINE = /(?<!\\u00a0)·/;

test('no line that is seen begins with the dot between things that stand beside each other', () => {
  const files = globSync('{app,components,features,i18n,routes}/**/*.{ts,tsx}', { cwd: SOURCE });
  expect(files.length).toBeGreaterThan(200);
  const found = files
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) =>
      readFileSync(join(SOURCE, file), 'utf8')
        .replaceAll(APART, '')
        .split('\n')
        .filter((line) => MAY_BEGIN_A_LINE.test(line) && !NOT_SEEN.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
