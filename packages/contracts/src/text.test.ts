import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutText,
  isStorableText,
  reportedText,
  tokenText,
  toStorableText,
  userText,
} from './text.ts';

test('whatever text is mended can be stored, and text that can be stored stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isStorableText(toStorableText(text))).toBe(true);
      if (isStorableText(text)) expect(toStorableText(text)).toBe(text);
    }),
  );
});

test('cutting never leaves half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
      const cut = cutText(toStorableText(text), max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(isStorableText(cut)).toBe(true);
    }),
  );
});

test('text of a user is refused where text of a source is mended', () => {
  expect(userText({ max: 10 }).safeParse('a\u0000').success).toBe(false);
  expect(userText({ max: 10 }).safeParse('\uD800').success).toBe(false);
  expect(reportedText({ max: 10 }).parse('a\u0000\uD800')).toBe('a\uFFFD');
});

test('a token loses what came with it when it was copied, and only a token does', () => {
  const token = tokenText({ max: 12 });
  expect(token.parse(' NDc4\u200b\n  MzA2\u00a0\ufeff')).toBe('NDc4MzA2');
  expect(token.safeParse(' \n\u200b').success).toBe(false);
  expect(token.safeParse('x'.repeat(13)).success).toBe(false);
  expect(userText({ max: 12 }).parse(' two words ')).toBe('two words');
});
