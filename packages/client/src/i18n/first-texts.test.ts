import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { enFirst } from './en-first.ts';
import { enLater } from './en-later.ts';

const SOURCE = join(import.meta.dirname, '..');

/** All files that are part of the app from its beginning: what `import()` asks for is not. */
function filesFrom(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  const code = readFileSync(file, 'utf8');
  seen.set(file, code);
  for (const [, target] of code.matchAll(/^(?:import|export|\}) .*?'(\..*?\.tsx?)';$/gm)) {
    filesFrom(join(dirname(file), String(target)), seen);
  }
  return seen;
}

const files = filesFrom(join(SOURCE, 'main.tsx'));

test('what is drawn before all texts are there asks for none of the others', () => {
  const names = [...files.keys()].map((file) => relative(SOURCE, file));
  expect(names).toContain('features/data-sources/card-body.tsx');
  expect(names).not.toContain('routes/settings-page.tsx');
  const used = [...files].flatMap(([file, code]) =>
    [...code.matchAll(/\bt\.(\w+)/g)].map(([, section]) => ({
      file: relative(SOURCE, file),
      section: String(section),
    })),
  );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(({ section }) => Object.hasOwn(enLater, section))).toEqual([]);
  expect(used.filter(({ section }) => !Object.hasOwn(enFirst, section))).toEqual([]);
});

test('no section is in both halves, where one would hide the other', () => {
  expect(Object.keys(enFirst).filter((section) => Object.hasOwn(enLater, section))).toEqual([]);
});
