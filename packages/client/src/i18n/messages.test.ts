import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LANGUAGES, type Language } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_FILES } from './languages.ts';

type Section = { [key: string]: unknown };

// Node reads the files themselves: what a build makes of them holds no messages any more.
const load = createRequire(import.meta.url);
const halfOf = (language: Language, half: 'First' | 'Later') => {
  const file = load(`./${language}-${half.toLowerCase()}.ts`) as Section;
  return file[`${language}${half}`] as Section;
};
const messagesOf = (language: Language) =>
  flatten({ ...halfOf(language, 'First'), ...halfOf(language, 'Later') });
const english = messagesOf('en');
const others = LANGUAGES.filter((language) => language !== 'en');

/** Names, and what is typed or read as it stands. */
const SAME_EVERYWHERE = new Set([
  'Rita Data Sources',
  'Claude Code',
  'VS Code',
  'Copilot Studio',
  'Brave Search',
  'US Government',
  'US Department of Defense',
  'China (21Vianet)',
  'Cron {expression} ({zone})',
]);

/** One word may be the same word, or a name. */
function isSameEverywhere(text: string): boolean {
  const words = text.replaceAll(/<\/?\w+>|\{\w+(, number)?\}/g, '').match(/\p{L}{2,}/gu) ?? [];
  return words.length <= 1 || SAME_EVERYWHERE.has(text) || /^(https?:|[\w.-]+$)/.test(text);
}

test('every argument of every message is known to be one', () => {
  const used = [...english.values()].flatMap((text) => [...shapeOf(text).values.keys()]);
  expect(new Set(used).size).toBeGreaterThan(40);
});

describe.each(others)('%s', (language) => {
  const texts = messagesOf(language);

  test('has every text of English, and no other', () => {
    const isExample = (key: string) => key.endsWith('.placeholder');
    const keys = (of: ReadonlyMap<string, string>) =>
      [...of.keys()].filter((key) => !isExample(key));
    expect(keys(texts).toSorted()).toEqual(keys(english).toSorted());
  });

  test('puts the same things into each text, and has its own plurals', () => {
    const differing = [...texts].flatMap(([key, text]) =>
      differences(english.get(key) ?? text, text, language).map((what) => `${key}: ${what}`),
    );
    expect(differing).toEqual([]);
  });

  test('has no text left in English', () => {
    const left = [...texts].filter(
      ([key, text]) => text === english.get(key) && !isSameEverywhere(text),
    );
    expect(left).toEqual([]);
  });
});

test.each(LANGUAGES)('%s: nothing is empty, shouted or left to be done', (language) => {
  const odd = [...messagesOf(language)].filter(
    ([key, text]) => /!|TODO|\s$|^\s|\s{2}/.test(text) && !key.endsWith('.sealed'),
  );
  expect(odd).toEqual([]);
});

test('in Arabic, a sign before Latin letters or between figures is kept from changing sides', () => {
  const turned = (text: string) =>
    /(?<![\w./\u200e\u2066<]|[A-Z] )[./^~@#$*-]\w/.test(text) ||
    /(?<!\u2066)\b\d+ [\d*]/.test(text.replaceAll(/\u2066[^\u2069]*\u2069/g, ''));
  expect(['في .env', 'اكتب /mcp', 'مثل 0 6 * * 1'].map(turned)).toEqual([true, true, true]);
  expect([...messagesOf('ar')].filter(([, text]) => turned(text))).toEqual([]);
});

test('a difference is seen', () => {
  const plural = '{count, plural, one {# page} other {# pages}}';
  expect(differences('Open {name}', 'Öffnen', 'de')).not.toEqual([]);
  expect(differences('Open {name}', '{nam} öffnen', 'de')).not.toEqual([]);
  expect(differences(plural, '{count, number} Seiten', 'de')).not.toEqual([]);
  expect(differences(plural, '{count, plural, other {# Seiten}}', 'de')).not.toEqual([]);
  expect(differences('<n>{count, number}</n>', '{count, number}', 'de')).not.toEqual([]);
  expect(differences(plural, '{count, plural, one {# Seite} other {# Seiten}}', 'de')).toEqual([]);
  expect(differences('{count, number}', plural, 'de')).toEqual([]);
});

test('what the schemas of the catalogue find fault with is said in words', () => {
  const folder = join(import.meta.dirname, '../../../contracts/src/catalogue');
  const said = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/'((?:must|is) [^']+)'/g)].map(
      ([, message]) => `configure.rules.${message}`,
    ),
  );
  expect(said.length).toBeGreaterThan(8);
  expect(said.filter((key) => !english.has(key))).toEqual([]);
});

function flatten(section: Section, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(section)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') texts.set(at, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of flatten(value as Section, at)) texts.set(inner, text);
    }
  }
  return texts;
}

type Shape = {
  /** Name → what it is read as. */
  values: Map<string, 'text' | 'number' | 'plural' | 'select'>;
  tags: Set<string>;
  /** Name → branches. */
  plurals: Map<string, Set<string>>;
  selects: Map<string, Set<string>>;
};

function shapeOf(text: string): Shape {
  const shape: Shape = {
    values: new Map(),
    tags: new Set(),
    plurals: new Map(),
    selects: new Map(),
  };
  read(parse(text), shape);
  return shape;
}

function read(elements: readonly MessageFormatElement[], shape: Shape): void {
  for (const element of elements) {
    if (element.type === TYPE.argument) shape.values.set(element.value, 'text');
    if (element.type === TYPE.number) shape.values.set(element.value, 'number');
    if (element.type === TYPE.tag) {
      shape.tags.add(element.value);
      read(element.children, shape);
    }
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
    const isPlural = element.type === TYPE.plural;
    shape.values.set(element.value, isPlural ? 'plural' : 'select');
    const branches = new Set(Object.keys(element.options));
    (isPlural ? shape.plurals : shape.selects).set(element.value, branches);
    for (const branch of Object.values(element.options)) read(branch.value, shape);
  }
}

/** In what a translation differs from the English text, other than in its words. */
function differences(english: string, translated: string, language: Language): string[] {
  const [from, to] = [shapeOf(english), shapeOf(translated)];
  const categories = new Intl.PluralRules(LANGUAGE_FILES[language].locale).resolvedOptions()
    .pluralCategories;
  const found: string[] = [];
  const compare = (what: string, left: Iterable<string>, right: Iterable<string>) => {
    const [one, other] = [[...left].toSorted().join(), [...right].toSorted().join()];
    if (one !== other) found.push(`${what} are ${other}, not ${one}`);
  };
  compare('values', from.values.keys(), to.values.keys());
  compare('tags', from.tags, to.tags);
  for (const [name, branches] of from.selects) {
    compare(`choices of ${name}`, branches, to.selects.get(name) ?? []);
  }
  for (const name of from.plurals.keys()) {
    if (!to.plurals.has(name)) found.push(`${name} is counted in English`);
  }
  for (const [name, branches] of to.plurals) compare(`plurals of ${name}`, categories, branches);
  return found;
}
