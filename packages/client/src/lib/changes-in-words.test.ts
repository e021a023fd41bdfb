import { expect, test } from 'vitest';
import { changesInWords, changesToMake } from './changes-in-words.ts';

test.each([
  [{ added: 1200, changed: 4, removed: 1 }, '1,200 added, 4 changed and 1 removed'],
  [{ added: 0, changed: 0, removed: 812 }, '812 removed'],
  [{ added: 0, changed: 0, removed: 0 }, 'nothing changed'],
])('%j is “%s”', (changes, words) => {
  expect(changesInWords(changes)).toBe(words);
});

test('what a sync would do names only what it would do', () => {
  expect(changesToMake({ added: 3, changed: 0, removed: 1 })).toBe('add 3 and remove 1');
  expect(changesToMake({ added: 0, changed: 0, removed: 0 })).toBeUndefined();
});
