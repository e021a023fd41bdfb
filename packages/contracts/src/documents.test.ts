import { expect, test } from 'vitest';
import { hasTooManyWords } from './documents.ts';

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`);

test.each([
  ['', false],
  [words(16).join(' '), false],
  [words(17).join(' '), true],
  [words(17).join('-'), true],
  [words(16).join(' or '), false],
  [words(17).join(' or '), true],
  [`"${words(17).join(' ')}"`, true],
  ['to be or not to be', false],
  [Array(33).fill('again').join(' '), true],
  ['Résumé résumé '.repeat(8), false],
])('%s', (query, isTooMuch) => {
  expect(hasTooManyWords(query)).toBe(isTooMuch);
});
