import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findKeptTexts } from '../testing/find-kept-texts.ts';
import { findTexts } from '../testing/find-texts.ts';

const SOURCE = join(import.meta.dirname, '..');

const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).filter(
  (file) => !/^(i18n|build|testing)\/|\.test\.tsx?$/.test(file),
);

test('no text for people stands outside of the files of messages', () => {
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) =>
    findTexts(file, readFileSync(join(SOURCE, file), 'utf8')).map(
      ({ line, text }) => `${file}:${line}: ${text}`,
    ),
  );
  expect(found).toEqual([]);
});

test.each([
  ['<p>Nothing here</p>', 'Nothing here'],
  ['<p>{isOn ? "yes" : "no"}</p>', 'yes'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code that is looked at
  ['<p>{`${count} files`}</p>', 'files'],
  ['<p>{count > 0 && "some"}</p>', 'some'],
  ['<Button aria-label="Close" />', 'Close'],
  ['<Input placeholder="your name" />', 'your name'],
  ['<Page title={isNew ? "New" : "Old"} />', 'New'],
  ['<p>{show("Saved it.")}</p>', 'Saved it.'],
])('%s is found', (code, text) => {
  const found = findTexts('a.tsx', `export const a = ${code};`);
  expect(found.map((one) => one.text)).toContain(text);
});

test.each([
  ['<p className="flex gap-2 Text">{t.common.save}</p>'],
  ['<Input type="text" placeholder="example.com" autoComplete="one-time-code" />'],
  ['<Badge tone={tone === "bad" ? "warn" : "ok"}>{name} · 3</Badge>'],
  ['new Error("Nobody sees this")'],
  ['items.find(({ kind }) => kind === "Some kind")'],
])('%s has none', (code) => {
  expect(findTexts('a.tsx', `export const a = ${code};`)).toEqual([]);
});

// Node reads the file itself: what a build makes of it holds no messages any more.
const load = createRequire(import.meta.url);
const { enFirst } = load('./en-first.ts') as { enFirst: object };
const { enLater } = load('./en-later.ts') as { enLater: object };
const en = { ...enFirst, ...enLater };

function isSection(keys: readonly string[]): boolean {
  let value: unknown = en;
  for (const key of keys) value = (value as Record<string, unknown>)[key];
  return typeof value === 'object' && !Array.isArray(value);
}

test('no module keeps a text of the language in which its code was loaded', () => {
  const kept = files.flatMap((file) =>
    findKeptTexts(file, readFileSync(join(SOURCE, file), 'utf8'), isSection).map(
      (key) => `${file}: ${key}`,
    ),
  );
  expect(kept).toEqual([]);
});

test.each([
  ['const label = t.common.save;', ['common.save']],
  ['const texts = t.settings; const CHOICES = [texts.theme];', ['settings.theme']],
  ['const { settings } = t; const A = { b: settings.themes.dark };', ['settings.themes.dark']],
  ['const schema = z.string().min(1, t.session.name);', ['session.name']],
  ['const texts = t.settings; const say = () => texts.theme;', []],
  ['function A() { return t.common.save; }', []],
  ['const A = { b: t.common.save } as const;', ['common.save']],
  ['const { steps } = t.assistants;', []],
  ['const texts = t.keys; const DAYS = Object.keys(texts.dayChoices);', ['keys.dayChoices']],
  ['const A = { ...t.access.every };', ['access.every']],
  ['const texts = t.keys; const list = () => Object.keys(texts.dayChoices);', []],
])('%s keeps %j', (code, keys) => {
  expect(findKeptTexts('a.ts', code, isSection)).toEqual(keys);
});
