import { expect, test } from 'vitest';
import { countOf, matchingOptions, selectableOptions, withValues } from './option-selection.ts';

const offered = [
  { value: 'ENG', label: 'Engineering', count: 120 },
  { value: 'HR', label: 'Personal Büro', count: 8 },
];

test('a choice that is no longer offered is kept and marked', () => {
  const options = selectableOptions(offered, ['HR', 'OLD']);
  expect(options.map((option) => [option.value, option.isGone])).toEqual([
    ['OLD', true],
    ['ENG', false],
    ['HR', false],
  ]);
});

test('search looks at label and value, in any order, without accents and case', () => {
  expect(matchingOptions(offered, 'buro pers')).toEqual([offered[1]]);
  expect(matchingOptions(offered, 'eng')).toEqual([offered[0]]);
  expect(matchingOptions(offered, ' ')).toEqual(offered);
  expect(matchingOptions(offered, 'nothing')).toEqual([]);
});

test('adds and removes without doubling', () => {
  expect(withValues(['ENG'], ['ENG', 'HR'], true)).toEqual(['ENG', 'HR']);
  expect(withValues(['ENG', 'OLD'], ['ENG', 'HR'], false)).toEqual(['OLD']);
});

test('a sum is told only when every count is known', () => {
  expect(countOf(offered)).toBe(128);
  expect(countOf([...offered, { value: 'X', label: 'X' }])).toBeUndefined();
});

test('ids that only programs read are shown where the label alone could be another’s', () => {
  const ids = [
    'a'.repeat(32),
    'B!0aV9sPq1YEmWc8dK2fJ7hN4gTz',
    '0b6f7a52-9c1e-4f43-8a5d-2f1c7e90d3ab',
  ];
  const shownOf = (options: { value: string; label: string }[]) =>
    selectableOptions(options, []).map(({ isValueShown }) => isValueShown);
  expect(shownOf(ids.map((value, index) => ({ value, label: `${index}` })))).toEqual([
    false,
    false,
    false,
  ]);
  expect(shownOf(ids.map((value) => ({ value, label: 'IT' })))).toEqual([true, true, true]);
  expect(shownOf(offered)).toEqual([true, true]);
  expect(shownOf([{ value: 'general', label: 'general' }])).toEqual([false]);
});
