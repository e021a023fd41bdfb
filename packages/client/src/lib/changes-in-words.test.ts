import { expect, test } from 'vitest';
import { changesInWords, changesToMake } from './changes-in-words.ts';

test.each([
  [{ added: 1200, changed: 4, removed: 1 }, '1,200_added, 4_changed and 1_removed'],
  [{ added: 0, changed: 0, removed: 812 }, '812_removed'],
  [{ added: 0, changed: 0, removed: 0 }, 'nothing changed'],
])('%j is “%s”, where _ is a blank that does not break', (changes, words) => {
  expect(changesInWords(changes)).toBe(words.replaceAll('_', '\u00a0'));
});

test('what a sync would do names only what it would do', () => {
  expect(changesToMake({ added: 3, changed: 0, removed: 1 })).toBe('add\u00a03 and remove\u00a01');
  expect(changesToMake({ added: 0, changed: 0, removed: 0 })).toBeUndefined();
});
