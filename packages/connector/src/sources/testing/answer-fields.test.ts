import { expect, test } from 'vitest';
import { fieldsOf, withChange, withValue } from './answer-fields.ts';

const ANSWER = { results: [{ id: '1', version: { number: 2 } }, { id: '2' }], next: null };

test('one value is changed, gone or another one, and the answer itself stays as it is', () => {
  const before = structuredClone(ANSWER);
  expect(withChange(ANSWER, ['results', 0, 'version', 'number'], 'odd')).toEqual({
    results: [{ id: '1', version: { number: { odd: true } } }, { id: '2' }],
    next: null,
  });
  expect(withChange(ANSWER, ['results', 0], 'removed')).toEqual({
    results: [{ id: '2' }],
    next: null,
  });
  expect(withChange(ANSWER, ['next'], 'removed')).toEqual({ results: ANSWER.results });
  expect(withValue(ANSWER, ['results', 1, 'id'], '3')).toEqual({
    results: [ANSWER.results[0], { id: '3' }],
    next: null,
  });
  expect(ANSWER).toEqual(before);
});

test('what is not there, or holds nothing, stays so', () => {
  expect(withValue(ANSWER, ['next', 'link'], 'a')).toEqual(ANSWER);
  expect(withValue(undefined, ['next'], 'a')).toBe(undefined);
  expect(withValue(ANSWER, [], 'a')).toEqual(ANSWER);
});

test('every value is a field of its own, with all that is within', () => {
  expect(fieldsOf(ANSWER).map((path) => path.join('.'))).toEqual([
    ...['results', 'results.0', 'results.0.id', 'results.0.version'],
    ...['results.0.version.number', 'results.1', 'results.1.id', 'next'],
  ]);
});
