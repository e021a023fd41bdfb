import { expect, test } from 'vitest';
import { matchLanguage, readAcceptLanguage } from './languages.ts';

test.each([
  [['de-CH', 'en'], 'de'],
  [['fr-FR', 'de'], 'de'],
  [['ar-EG'], 'ar'],
  [['EN-US', 'de'], 'en'],
  [['fr', 'ja'], undefined],
  [[], undefined],
])('who wants %j gets %s', (wanted, language) => {
  expect(matchLanguage(wanted)).toBe(language);
});

test.each([
  ['de', 'de'],
  ['de-CH, de;q=0.9, en;q=0.8, *;q=0.5', 'de'],
  ['en;q=0.2, ar;q=0.9', 'ar'],
  ['de;q=0, ar', 'ar'],
  ['fr;q=1.0, de ; Q=0.5', 'de'],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [`${'fr,'.repeat(1000)}de`, undefined],
])('a request with %j is answered in %s', (header, language) => {
  expect(readAcceptLanguage(header)).toBe(language);
});
