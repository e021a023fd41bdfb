import { expect, test } from 'vitest';
import { splitHighlights } from './highlight.ts';

test('splits at the marks', () => {
  expect(splitHighlights('How to \u{E000}restart\u{E001} the gateway')).toEqual([
    { text: 'How to ', isMatch: false },
    { text: 'restart', isMatch: true },
    { text: ' the gateway', isMatch: false },
  ]);
});

test('keeps markup as text', () => {
  expect(splitHighlights('\u{E000}<b>\u{E001}')).toEqual([{ text: '<b>', isMatch: true }]);
});

test.each(['', 'a\u{E001}b', '\u{E000}\u{E000}a\u{E001}\u{E001}b', 'cut off \u{E000}here'])(
  'never shows a mark: %j',
  (excerpt) => {
    const text = splitHighlights(excerpt)
      .map((part) => part.text)
      .join('');
    expect(text).toBe(excerpt.replaceAll(/[\u{E000}\u{E001}]/gu, ''));
  },
);
