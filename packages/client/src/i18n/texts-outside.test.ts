import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTexts } from '../testing/find-texts.ts';

const SOURCE = join(import.meta.dirname, '..');

test('no text for people stands outside of the files of messages', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).filter(
    (file) => !/^(i18n|build|testing)\/|\.test\.tsx?$/.test(file),
  );
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
