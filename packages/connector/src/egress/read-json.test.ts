import { describe, expect, test } from 'vitest';
import { JSON_LIMITS, readJson, TooManyParts } from './read-json.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const MB = 1024 * 1024;
const LONG = 'x'.repeat(40_000);

describe('what would hold up everybody', () => {
  test.each([
    ['lists in lists', '['.repeat(10 * MB) + ']'.repeat(10 * MB)],
    ['lists in lists, never closed', '['.repeat(20 * MB)],
    ['objects in objects', `${'{"a":'.repeat(3 * MB)}1${'}'.repeat(3 * MB)}`],
    ['a long list', `[${'1,'.repeat(10 * MB)}1]`],
    ['many lists', `[${`[${'1,'.repeat(100)}1],`.repeat(100_000)}1]`],
    ['empty objects in many lists', `[${`[${'{},'.repeat(100)}{}],`.repeat(60_000)}1]`],
    ['many names', `{${Array.from({ length: 500_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
    [
      'the same names in ever another order',
      `[${Array.from({ length: 18_000 }, (_, index) => rowOf(index)).join(',')}]`,
    ],
  ])('%s', (_, text) => {
    expect(() => readJson(bytesOf(text))).toThrow(TooManyParts);
  });
});

/** One of nine names in each of six places, as the digits of a number say. */
function rowOf(index: number): string {
  const names = Array.from(
    { length: 6 },
    (_, place) => `k${place}${Math.floor(index / 9 ** place) % 9}`,
  );
  return `{${names.map((name) => `"${name}":1`).join(',')}}`;
}

describe('what is read', () => {
  test.each([
    ['a long text', { text: 'a"\\[{,'.repeat(MB) }],
    ['texts that end in backslashes', { long: LONG, a: '\\', b: '\\\\', c: '\\"', d: ['"'] }],
    ['as many rows as are asked for', rows(5_000)],
    ['brackets within names', { long: LONG, '[[[{{{': ['{', '['], ',,,': { '"': {} } }],
    ['as deep as it may be', [LONG, nested(JSON_LIMITS.depth - 1)]],
  ])('%s', (_, value) => {
    expect(readJson(bytesOf(JSON.stringify(value)))).toEqual(value);
  });

  test('what is no JSON is told as such', () => {
    for (const text of ['', '<html>', `"${LONG}`, `${LONG}]]]]`, `{"a":1,}${LONG}`]) {
      expect(() => readJson(bytesOf(text))).toThrow(SyntaxError);
    }
  });
});

function rows(count: number) {
  return {
    value: Array.from({ length: count }, (_, id) => ({
      id,
      guid: `g${id}`,
      a: null,
      b: [],
      c: '',
    })),
  };
}

function nested(depth: number): unknown[] {
  return depth === 1 ? [] : [nested(depth - 1)];
}
